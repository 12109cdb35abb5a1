// Tells a person who looks elsewhere that an order came: two tones and a buzz. Browsers allow sound only after the
// first touch; a sound that could not play is shown.

import type { Priority } from '../bridge/wire/Priority';

const TIMES: Record<Priority, number> = { normal: 1, urgent: 2, critical: 3 };

let context: AudioContext | null = null;

/** Whether a sound would be heard now. */
export function canSound(): boolean {
  return context?.state === 'running';
}

/** Asks for sound; works when called from a touch. Calls back once it is known. */
export function allowSound(then: () => void): void {
  try {
    context ??= new AudioContext();
    context.onstatechange = then;
    void context.resume().then(then, then);
  } catch {
    then();
  }
}

export function ring(priority: Priority): void {
  const times = TIMES[priority];
  // Refused before the first touch, and missing on iOS: then the page shows it all the same.
  if (navigator.userActivation?.hasBeenActive) {
    navigator.vibrate?.(Array.from({ length: times }, () => [180, 90, 320, 200]).flat());
  }
  if (context?.state !== 'running') return;
  for (let time = 0; time < times; time += 1) {
    const start = context.currentTime + time * 0.75;
    tone(context, 784, start, 0.16);
    tone(context, 1047, start + 0.2, 0.34);
  }
}

function tone(to: AudioContext, pitch: number, start: number, length: number): void {
  const voice = new OscillatorNode(to, { type: 'triangle', frequency: pitch });
  const volume = new GainNode(to, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.5, start + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.001, start + length);
  voice.connect(volume).connect(to.destination);
  voice.start(start);
  voice.stop(start + length);
}
