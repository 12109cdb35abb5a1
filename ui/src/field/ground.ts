// My grid as a small map: fetched, kept for when there is no network, and how the earth lies on it.

import type { MyCheckpoint } from '../bridge/wire/MyCheckpoint';
import type { MyGround } from '../bridge/wire/MyGround';
import type { MyPlace } from '../bridge/wire/MyPlace';
import type { Position } from '../bridge/wire/Position';
import { onceMore } from '../shared/again';
import { STEPS } from '../shared/lattice';
import { myGround } from './desk';
import { memory, now, set } from './state';
import { isCheckpoint, type PendingCheckpoint, type Waiting } from './waiting';

/** A checkpoint in my grid, with what was said of it and has not arrived yet. */
export type Standing = MyPlace & { checkpoint: MyCheckpoint; unsent: PendingCheckpoint | null };

/** What an earlier page has kept of this post's grid. */
export function recallGround(): void {
  const kept = memory.ground();
  if (kept !== null && kept.post === now().card?.post.id && now().ground === null) set({ ground: kept.ground });
}

/** Asks for the map; while an answer is under way, once more after it. */
export const refreshGround = onceMore(async () => {
  const post = now().card?.post.id;
  if (post === undefined) return;
  try {
    const ground = await myGround();
    set({ ground });
    memory.keepGround({ post, ground });
  } catch {
    // Without a network what was kept stands; it is asked for again with the next card.
  }
});

/** The checkpoints that are mine to set, as they stand with what is still on its way. */
export function mine(ground: MyGround | null, pending: readonly Waiting[], post: string): Standing[] {
  const own = (ground?.places ?? []).filter((place): place is MyPlace & { checkpoint: MyCheckpoint } =>
    Boolean(place.checkpoint?.mine),
  );
  return own.map((place) => {
    const said = pending.filter(isCheckpoint).filter((one) => one.post === post && one.checkpoint.id === place.id);
    const last = said.sort((a, b) => a.at - b.at).at(-1) ?? null;
    if (last === null) return { ...place, unsent: null };
    const { state, queue } = last.checkpoint;
    return { ...place, checkpoint: { ...place.checkpoint, state, queue }, unsent: last };
  });
}

/** Where a place lies on the paper; both in the paper's own units, x to the east and y to the south. */
export function onPaper(ground: MyGround, longitude: number, latitude: number): [number, number] {
  const { bounds, width, height } = ground;
  if (bounds === null) return [0, 0];
  const across = (longitude - bounds.west) / (bounds.east - bounds.west || 1);
  const [north, south] = [mercator(bounds.north), mercator(bounds.south)];
  const down = (north - mercator(latitude)) / (north - south || 1);
  return [across * (width - 1), down * (height - 1)];
}

/** Degrees on the lattice, rounded to a metre or so: a phone knows no better. */
export function onLattice(longitude: number, latitude: number): Position {
  const rounded = (value: number): number => Math.round(value * 1e5) * (STEPS / 1e5);
  return [rounded(longitude), rounded(latitude)];
}

function mercator(latitude: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
}

/** A ring of the drawing as a path: the first corner, then the step to each next one. */
export function pathOf(rings: readonly (readonly number[])[]): string {
  return rings
    .map((ring) => {
      const steps: string[] = [];
      for (let at = 2; at + 1 < ring.length; at += 2) steps.push(`l${ring[at]} ${ring[at + 1]}`);
      return `M${ring[0]} ${ring[1]}${steps.join('')}z`;
    })
    .join('');
}

/** The middle of a drawing's box, for its name. */
export function middleOf(rings: readonly (readonly number[])[]): [number, number] {
  let [x, y] = [0, 0];
  const [xs, ys]: [number[], number[]] = [[], []];
  for (const ring of rings) {
    for (let at = 0; at + 1 < ring.length; at += 2) {
      [x, y] = at === 0 ? [ring[0] ?? 0, ring[1] ?? 0] : [x + (ring[at] ?? 0), y + (ring[at + 1] ?? 0)];
      xs.push(x);
      ys.push(y);
    }
  }
  const middle = (all: number[]): number => (all.length === 0 ? 0 : (Math.min(...all) + Math.max(...all)) / 2);
  return [middle(xs), middle(ys)];
}
