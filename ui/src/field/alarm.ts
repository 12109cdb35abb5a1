// Tells a person who looks elsewhere that an order came: two tones and a buzz.

import type { Priority } from '../bridge/wire/Priority';
import { play } from '../shared/sound';

const TIMES: Record<Priority, number> = { normal: 1, urgent: 2, critical: 3 };
const VOLUME = 0.5;

export function ring(priority: Priority): void {
  const times = Array.from({ length: TIMES[priority] }, (_, time) => time * 0.75);
  // Refused before the first touch, and missing on iOS: then the page shows it all the same.
  if (navigator.userActivation?.hasBeenActive) {
    navigator.vibrate?.(times.flatMap(() => [180, 90, 320, 200]));
  }
  void play(
    times.flatMap((start) => [
      { pitch: 784, start, length: 0.16 },
      { pitch: 1047, start: start + 0.2, length: 0.34 },
    ]),
    VOLUME,
  );
}
