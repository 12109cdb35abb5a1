// Showing: what the camera sees becomes encoded pictures, and these go out on a line while somebody looks.

import type { PictureCodec } from './picture';
import { codecOf, type Picture } from './picture';
import { LEAST, type Step, Steps } from './steps';
import type { Showing } from './wire';

export type Lens = { stop(): void };

/** Whoever comes in late waits so long at the most for a picture that needs none before it, in milliseconds. */
const KEY_EVERY = 2_000;
/** So much may wait to go out, in bytes; what comes then is left out, up to the next that needs none before it. */
const MOST_WAITING = 8 << 10;
/** So many pictures may wait to be encoded; what comes then is left out. */
const MOST_ENCODING = 3;
/** So many more may be left out than encoded before less is shown. */
const MOST_LEFT_OUT = 10;
/** So often it is looked whether somebody looks, in milliseconds. */
const IDLE = 100;

/** What is tried, the best first: phones encode H.264 without effort; VP8 is everywhere else. */
const CODECS: readonly { codec: PictureCodec; config: Pick<VideoEncoderConfig, 'codec' | 'avc'> }[] = [
  { codec: 'h264', config: { codec: 'avc1.42e01e', avc: { format: 'annexb' } } },
  { codec: 'h264', config: { codec: 'avc1.42001e', avc: { format: 'annexb' } } },
  { codec: 'vp8', config: { codec: 'vp8' } },
];

/** What a lens works with. */
export type Sighting = {
  /** What is shown; another one once the camera was turned. */
  video(): HTMLVideoElement;
  /** Whether as little as possible is to be shown. */
  isThrifty(): boolean;
  /** This machine encodes nothing that anybody could see. */
  unable(): void;
};

/** Shows on a line until stopped. */
export function showOn(line: Showing, { video, isThrifty, unable }: Sighting): Lens {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const steps = new Steps();
  const fresh = freshness();
  let encoder: VideoEncoder | null = null;
  /** What the encoder was told, to tell it anew when the picture's size changes. */
  let told = '';
  let nth = 0;
  let leftOut = 0;
  let keyAt = Number.NEGATIVE_INFINITY;
  let size: ReturnType<Showing['asked']> = null;
  let isOver = false;
  let isPreparing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    if (encoder !== null && encoder.state !== 'closed') encoder.close();
    encoder = null;
    told = '';
  };
  const stop = (): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    close();
    line.end();
  };
  /** The next codec, where this one came to nothing. */
  const giveUp = (): void => {
    close();
    nth += 1;
    if (nth < CODECS.length || isOver) return;
    stop();
    unable();
  };
  const open = (codec: PictureCodec): VideoEncoder => {
    const made: VideoEncoder = new VideoEncoder({
      output: (chunk) => {
        if (made !== encoder) return;
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        const picture: Picture = { stamp: chunk.timestamp, codec, data };
        const isKey = chunk.type === 'key';
        // An encoder that leaves out what a decoder has to be told is of no use to anybody.
        if (isKey && codecOf(picture) === null) return giveUp();
        line.show(picture, isKey);
      },
      error: () => made === encoder && giveUp(),
    });
    return made;
  };
  /** Ready for pictures of this step and size; false: not yet, or not at all. */
  const prepare = async (step: Step, width: number, height: number): Promise<void> => {
    const way = CODECS[nth];
    if (way === undefined) return;
    const config: VideoEncoderConfig = {
      ...way.config,
      width,
      height,
      bitrate: step.bits,
      framerate: step.rate,
      latencyMode: 'realtime',
    };
    isPreparing = true;
    const answer = await VideoEncoder.isConfigSupported(config).catch(() => null);
    isPreparing = false;
    if (isOver) return;
    if (!answer?.supported) return giveUp();
    close();
    encoder = open(way.codec);
    encoder.configure(config);
    told = wordOf(step, width, height);
    [canvas.width, canvas.height] = [width, height];
    keyAt = Number.NEGATIVE_INFINITY;
  };
  const take = (step: Step): void => {
    const now = performance.now();
    const seen = video();
    const [width, height] = within(step.side, seen.videoWidth, seen.videoHeight);
    if (width === 0 || height === 0 || isPreparing || !fresh(seen)) return;
    if (line.waiting() > MOST_WAITING) {
      steps.behind(now);
      line.cut();
      keyAt = Number.NEGATIVE_INFINITY;
      return;
    }
    // A machine that is busy for a moment catches up.
    const isBusy = (encoder?.encodeQueueSize ?? 0) > MOST_ENCODING;
    leftOut = Math.max(0, leftOut + (isBusy ? 1 : -1));
    if (leftOut > MOST_LEFT_OUT) {
      leftOut = 0;
      steps.behind(now);
    }
    if (isBusy) return;
    if (encoder === null || told !== wordOf(step, width, height)) return void prepare(step, width, height);
    if (context === null) return;
    context.drawImage(seen, 0, 0, width, height);
    // The points as they were drawn: nothing that is drawn later gets into them.
    const { data } = context.getImageData(0, 0, width, height);
    const timestamp = Math.round((performance.timeOrigin + now) * 1000);
    const frame = new VideoFrame(data, { format: 'RGBA', codedWidth: width, codedHeight: height, timestamp });
    const keyFrame = now - keyAt >= KEY_EVERY;
    if (keyFrame) keyAt = now;
    encoder.encode(frame, { keyFrame });
    frame.close();
  };
  const beat = (): void => {
    const asked = line.asked();
    // Who begins to look, or to look at another size, needs a picture that needs none before it.
    if (asked !== size) {
      line.cut();
      keyAt = Number.NEGATIVE_INFINITY;
    }
    size = asked;
    const step = asked === 'small' || isThrifty() ? LEAST : steps.step(performance.now());
    try {
      if (asked !== null) take(step);
    } catch {
      giveUp();
    }
    if (!isOver) timer = setTimeout(beat, asked === null ? IDLE : 1000 / step.rate);
  };
  beat();
  return { stop };
}

const wordOf = ({ side, rate, bits }: Step, width: number, height: number): string =>
  `${side} ${rate} ${bits} ${width} ${height}`;

/** As large as it may be, in the camera's shape; encoders want even numbers. */
function within(side: number, width: number, height: number): [number, number] {
  const scale = Math.min(1, side / Math.max(width, height, 1));
  return [2 * Math.round((width * scale) / 2), 2 * Math.round((height * scale) / 2)];
}

/** Whether a camera has given a picture since it was asked last: one that stands still must not be taken for now. */
function freshness(): (video: HTMLVideoElement) => boolean {
  let of: HTMLVideoElement | null = null;
  let isFresh = true;
  return (video) => {
    if (typeof video.requestVideoFrameCallback !== 'function') return true;
    if (video !== of) {
      of = video;
      isFresh = true;
      const again = (): void => {
        if (of !== video) return;
        isFresh = true;
        video.requestVideoFrameCallback(again);
      };
      video.requestVideoFrameCallback(again);
    }
    const was = isFresh;
    isFresh = false;
    return was;
  };
}
