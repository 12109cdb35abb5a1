// Speaking: the microphone's sound becomes packets of Opus, and these go out on a line.

import capture from './capture.worklet.ts?worker&url';
import type { Giving } from './wire';

/** Samples in a second: Opus counts in these. */
const RATE = 48_000;
/** Plenty for speech, in bits a second. */
const BITS = 24_000;
/** A packet's length in microseconds. */
const PACKET = 20_000;

export type Mouth = {
  /** How loud it is now, 0 to 1: whoever speaks sees that he is heard. */
  loudness(): number;
  /** Lets go. */
  stop(): void;
  /** Settles when nothing goes out any more: because the line broke, or because of this machine. */
  over: Promise<'line' | 'here'>;
};

/** Why nobody can speak here. */
export class Mute extends Error {
  constructor(readonly why: 'insecure' | 'unable' | 'denied' | 'no_microphone' | 'no_line') {
    super(why);
  }
}

/** Whether this page could speak at all; browsers lend the microphone to secure pages alone. */
export function whyMute(): Mute['why'] | null {
  if (!window.isSecureContext || navigator.mediaDevices?.getUserMedia === undefined) return 'insecure';
  return typeof AudioEncoder === 'undefined' || typeof AudioWorkletNode === 'undefined' ? 'unable' : null;
}

/** Asks for the microphone: the person's leave is asked for here, and the first time that takes a while. */
export async function listenIn(): Promise<MediaStream> {
  const why = whyMute();
  if (why !== null) throw new Mute(why);
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (error) {
    throw new Mute(error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'no_microphone');
  }
}

/** Speaks on a line until stopped; the microphone is given back then. */
export async function speakOn(stream: MediaStream, line: Giving): Promise<Mouth> {
  const context = new AudioContext({ sampleRate: RATE, latencyHint: 'interactive' });
  let peak = 0;
  let spoken = 0;
  let isOver = false;
  let settle = (_: 'line' | 'here'): void => {};
  const over = new Promise<'line' | 'here'>((resolve) => {
    settle = resolve;
  });
  const encoder = new AudioEncoder({
    output: (chunk) => {
      if (isOver) return;
      const packet = new Uint8Array(chunk.byteLength);
      chunk.copyTo(packet);
      line.give(packet, performance.now());
    },
    error: () => stop(),
  });
  const end = (why: 'line' | 'here'): void => {
    if (isOver) return;
    isOver = true;
    for (const track of stream.getTracks()) track.stop();
    void context.close().catch(() => {});
    if (encoder.state !== 'closed') encoder.close();
    line.end();
    settle(why);
  };
  const stop = (): void => end('here');
  try {
    encoder.configure({
      codec: 'opus',
      sampleRate: RATE,
      numberOfChannels: 1,
      bitrate: BITS,
      opus: { frameDuration: PACKET },
    } as AudioEncoderConfig);
    await context.audioWorklet.addModule(capture);
  } catch {
    stop();
    throw new Mute('unable');
  }
  const ear = new AudioWorkletNode(context, 'capture', {
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  ear.port.onmessage = ({ data }: MessageEvent<Float32Array<ArrayBuffer>>) => {
    if (isOver) return;
    peak = data.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const timestamp = spoken * PACKET;
    spoken += 1;
    const sound = new AudioData({
      format: 'f32',
      sampleRate: RATE,
      numberOfFrames: data.length,
      numberOfChannels: 1,
      timestamp,
      data,
    });
    encoder.encode(sound);
    sound.close();
  };
  context.createMediaStreamSource(stream).connect(ear);
  void context.resume();
  const broke = (): void => end('line');
  void line.over.then(broke, broke);
  for (const track of stream.getTracks()) track.addEventListener('ended', stop);
  return { loudness: () => peak, stop, over };
}
