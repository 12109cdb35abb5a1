// Hearing: packets of Opus become sound, a little after they come, so that small delays are not heard.

import type { Getting } from './wire';

const RATE = 48_000;
/** So long after it came a packet sounds, at the least, in seconds. */
const LEAD = 0.06;
/** What piled up over a jammed line is left out, beyond this many seconds. */
const MOST_BEHIND = 0.5;
/** A packet's length in microseconds. */
const PACKET = 20_000;
/** Who speaks gives fifty packets a second, silent or not: a line on which none comes for so long, in milliseconds, broke. */
const STALLED = 3_000;

export type Ear = { stop(): void };

let context: AudioContext | null = null;

/** Browsers give sound only after a touch or a key: call it from one. */
export function openEars(): void {
  context ??= new AudioContext({ sampleRate: RATE, latencyHint: 'interactive' });
  if (context.state === 'suspended') void context.resume().catch(() => {});
}

/** Whether sound would be heard now. */
export function earsAreOpen(): boolean {
  return context?.state === 'running';
}

type Told = {
  /** Somebody can hear it: the first sound was played. */
  heard(): void;
  /** The line is over. */
  over(): void;
};

/** Plays a line to its end. */
export function hearOn(line: Getting, told: Told): Ear {
  openEars();
  let at = 0;
  let came = 0;
  let isHeard = false;
  let isOver = false;
  const stop = (): void => {
    if (isOver) return;
    isOver = true;
    line.end();
    if (decoder.state !== 'closed') decoder.close();
    told.over();
  };
  const decoder = new AudioDecoder({
    output: (sound) => {
      const to = context;
      // Nobody hears it: no touch yet, or no device.
      if (to === null || to.state !== 'running' || isOver) return sound.close();
      if (at < to.currentTime) at = to.currentTime + LEAD;
      if (at <= to.currentTime + MOST_BEHIND) {
        play(to, sound, at);
        at += sound.numberOfFrames / sound.sampleRate;
        if (!isHeard) told.heard();
        isHeard = true;
      }
      sound.close();
    },
    error: stop,
  });
  decoder.configure({ codec: 'opus', sampleRate: RATE, numberOfChannels: 1 });
  const run = async (): Promise<void> => {
    for (;;) {
      const late = setTimeout(stop, STALLED);
      const packet = await line.next().finally(() => clearTimeout(late));
      if (packet === undefined || isOver) return;
      decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: came * PACKET, data: packet }));
      came += 1;
    }
  };
  void run().then(stop, stop);
  return { stop };
}

function play(to: AudioContext, sound: AudioData, at: number): void {
  const buffer = to.createBuffer(1, sound.numberOfFrames, sound.sampleRate);
  const samples = new Float32Array(sound.numberOfFrames);
  sound.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
  buffer.copyToChannel(samples, 0);
  const source = to.createBufferSource();
  source.buffer = buffer;
  source.connect(to.destination);
  source.start(at);
}
