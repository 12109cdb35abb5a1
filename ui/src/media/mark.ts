// The mark of a call that is recorded: two tones, which nothing else sounds.

import { play } from '../shared/sound';

const MARK = [
  { pitch: 880, start: 0, length: 0.2 },
  { pitch: 880, start: 0.35, length: 0.5 },
];

/** Where it cannot be heard the words stand on the page all the same, as long as the call lasts. */
export function soundMark(): void {
  void play(MARK, 0.4);
}
