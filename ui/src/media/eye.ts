// Seeing: a line's pictures are decoded and the newest is drawn. What is late is left out: whoever looks sees now.

import { codecOf, type Picture, type PictureCodec } from './picture';

/** The pictures of a line. */
export type Seeing = {
  /** The next one, and whether it needs none before it; undefined when the line is over. Those that came late are left
   * out, up to the next that needs none before it. */
  next(): Promise<{ picture: Picture; isKey: boolean } | undefined>;
  end(): void;
};

/** What there is to see. */
export type Sight =
  /** Nothing yet. */
  | { is: 'waiting' }
  /** The newest picture is drawn. */
  | { is: 'shown'; width: number; height: number }
  /** This machine cannot decode what the camera sends. */
  | { is: 'undecodable'; codec: PictureCodec }
  /** The line is over. */
  | { is: 'over' };

export type Eye = { stop(): void };

/** So many wait for a decoder at the most: what comes faster than it can be decoded is left out. */
const MOST_WAITING = 6;
/** So often a decoder may break over a line without having shown anything in between. */
const PATIENCE = 3;

/** Draws a line on a canvas to its end, in the size in which its pictures come. */
export function seeOn(line: Seeing, canvas: HTMLCanvasElement, tell: (sight: Sight) => void): Eye {
  const context = canvas.getContext('2d');
  let decoder: VideoDecoder | null = null;
  /** What the decoder was told, to tell it anew when the camera changes. */
  let told = '';
  let newest: VideoFrame | null = null;
  let drawing = 0;
  let shown = '';
  let broke = 0;
  let isOver = false;
  let dequeued = (): void => {};

  const draw = (): void => {
    drawing = 0;
    const frame = newest;
    newest = null;
    if (frame === null || context === null) return;
    const { displayWidth: width, displayHeight: height } = frame;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.drawImage(frame, 0, 0);
    frame.close();
    broke = 0;
    if (shown !== `${width} ${height}`) tell({ is: 'shown', width, height });
    shown = `${width} ${height}`;
  };
  const close = (): void => {
    if (decoder !== null && decoder.state !== 'closed') decoder.close();
    decoder = null;
    dequeued();
  };
  const stop = (): void => {
    if (isOver) return;
    isOver = true;
    line.end();
    close();
    cancelAnimationFrame(drawing);
    newest?.close();
    newest = null;
  };
  const open = (): VideoDecoder => {
    const made: VideoDecoder = new VideoDecoder({
      output: (frame) => {
        // A page that nobody looks at draws nothing, and holds one.
        newest?.close();
        newest = frame;
        if (isOver) {
          frame.close();
          newest = null;
        } else if (drawing === 0) drawing = requestAnimationFrame(draw);
      },
      error: () => {
        if (decoder !== made) return;
        broke += 1;
        close();
      },
    });
    made.ondequeue = () => dequeued();
    return made;
  };
  /** Ready for a key frame; false: this machine cannot decode it. */
  const prepare = async (key: Picture): Promise<boolean> => {
    const codec = codecOf(key);
    if (codec === null) return true;
    if (decoder !== null && told === codec) return true;
    close();
    const config: VideoDecoderConfig = { codec, optimizeForLatency: true };
    const answer = await VideoDecoder.isConfigSupported(config).catch(() => null);
    if (isOver) return true;
    if (!answer?.supported || broke >= PATIENCE) return false;
    decoder = open();
    decoder.configure(config);
    told = codec;
    return true;
  };
  const run = async (): Promise<void> => {
    // Nothing can be decoded before a frame that needs none before it.
    let isWaiting = true;
    for (;;) {
      const came = await line.next();
      if (came === undefined || isOver) return;
      const { picture, isKey } = came;
      if (isKey) {
        if (!(await prepare(picture))) {
          tell({ is: 'undecodable', codec: picture.codec });
          return stop();
        }
        if (isOver) return;
        isWaiting = false;
      }
      // Where the decoder broke it begins anew with the next key frame.
      const ready = decoder as VideoDecoder | null;
      if (ready === null) isWaiting = true;
      if (ready === null || isWaiting) continue;
      const type = isKey ? 'key' : 'delta';
      ready.decode(new EncodedVideoChunk({ type, timestamp: picture.stamp, data: picture.data }));
      while (ready.state === 'configured' && ready.decodeQueueSize > MOST_WAITING) {
        await new Promise<void>((resolve) => {
          dequeued = resolve;
        });
      }
    }
  };
  const over = (): void => {
    if (isOver) return;
    stop();
    tell({ is: 'over' });
  };
  if (typeof VideoDecoder === 'undefined') {
    // No codec is named: nothing can be decoded here.
    tell({ is: 'undecodable', codec: 'h264' });
    line.end();
    return { stop: () => {} };
  }
  tell({ is: 'waiting' });
  void run().then(over, over);
  return { stop };
}
