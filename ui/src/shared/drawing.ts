// How much the map draws: in full, or lightly where there is no GPU. A person may say; otherwise the frames do.

import { useSyncExternalStore } from 'react';
import { keep, kept } from './keep';

export type Profile = 'full' | 'light';
export type Wish = 'auto' | Profile;
export type Drawing = { wish: Wish; profile: Profile };

const WISHES: readonly Wish[] = ['auto', 'light', 'full'];
const WISH = 'wutu.map';
const MEASURED = 'wutu.map.measured';
/** Fewer frames of a moving map say nothing. */
export const ENOUGH = 24;
/** Milliseconds from frame to frame, in the middle: from here on a map is slow, and up to there it is quick. */
const [SLOW, QUICK] = [60, 24];

const listeners = new Set<() => void>();
let drawing: Drawing = atFirst(kept(WISH), kept(MEASURED));

/** What so many milliseconds between frames of a moving map say, if anything. */
export function verdict(gaps: readonly number[]): Profile | null {
  if (gaps.length < ENOUGH) return null;
  const middle = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  if (middle >= SLOW) return 'light';
  return middle <= QUICK ? 'full' : null;
}

/** Before anything is measured here: the person's wish, else what was measured the last time. */
export function atFirst(wish: string | null, measured: string | null): Drawing {
  const wished = WISHES.find((one) => one === wish) ?? 'auto';
  return { wish: wished, profile: wished === 'auto' ? (measured === 'light' ? 'light' : 'full') : wished };
}

/** After frames were measured. Once light, a map stays so until the next start: nothing flickers to and fro. */
export function measured(before: Drawing, gaps: readonly number[]): Drawing {
  return before.wish === 'auto' && verdict(gaps) === 'light' ? { ...before, profile: 'light' } : before;
}

export function drawingNow(): Drawing {
  return drawing;
}

/** Takes what the map's frames took, and remembers it for the next start. */
export function noteFrames(gaps: readonly number[]): void {
  const said = verdict(gaps);
  if (said !== null && said !== kept(MEASURED)) keep(MEASURED, said);
  become(measured(drawing, gaps));
}

/** The next wish: by itself, lightly, in full. */
export function changeDrawing(): void {
  const wish = WISHES[(WISHES.indexOf(drawing.wish) + 1) % WISHES.length] ?? 'auto';
  keep(WISH, wish);
  become(atFirst(wish, kept(MEASURED)));
}

export function onDrawing(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Draws again when wish or profile change. */
export function useDrawing(): Drawing {
  return useSyncExternalStore(onDrawing, drawingNow);
}

function become(next: Drawing): void {
  if (next.wish === drawing.wish && next.profile === drawing.profile) return;
  drawing = next;
  for (const listener of listeners) listener();
}
