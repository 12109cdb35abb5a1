// Which division the map shows: the one in force, another in its place, or two with a divider between them.

import type { SchemeCard } from '../bridge/wire/SchemeCard';
import { place } from './place';
import { useSchemes } from './questions';

/** A scheme on the map in place of the one in force. */
export type Shown = {
  scheme: string;
  /** What lies left of the divider; null: the scheme in force. None: there is no divider. */
  beside?: { scheme: string | null };
};

/** A named division, as tiles are asked for. */
export type Division = {
  scheme: string;
  /** Other words after each change. */
  stamp: string;
  levels: number[];
  grids: Readonly<Record<number, number>>;
};

/** Shows the scheme whose page is open; when the map shows it already, what is in force again. */
export function turnMap(): void {
  const { page, shown } = place.get();
  if (shown) backToForce();
  else if (page !== null) showOnMap({ scheme: page });
}

export function showOnMap(shown: Shown): void {
  // Five maps and boards speak of what is in force.
  place.set({ shown, view: 'situation' });
}

/** Lays what is in force beside the scheme whose page is open, or takes the divider away. */
export function turnSwipe(): void {
  const { page, shown } = place.get();
  const scheme = shown?.scheme ?? page;
  if (scheme === null) return;
  if (shown?.beside) backToForce();
  else showOnMap({ scheme, beside: { scheme: null } });
}

/** Lays another scheme beside the one that is shown. */
export function layBeside(scheme: string | null): void {
  const { shown } = place.get();
  if (shown) place.set({ shown: { ...shown, beside: { scheme } } });
}

export function backToForce(): void {
  place.set({ shown: null });
}

/** Whether the map shows another scheme than the one in force: nothing is ordered from there. */
export function isElsewhere(): boolean {
  return place.get().shown !== null;
}

/** The scheme leaves the map with its page, and with the view; returns how to stop. */
export function keepShown(): () => void {
  return place.subscribe(({ shown, scheming, page, view }) => {
    if (shown && (!scheming || page !== shown.scheme || view !== 'situation')) backToForce();
  });
}

/** A scheme as tiles know it. Whatever changes its grids is a step of its life or a revision. */
export function divisionOf({ scheme, levels, steps, revisions }: SchemeCard): Division {
  const last = revisions[0]?.fact;
  return {
    scheme: scheme.name,
    stamp: `${steps.at(-1)?.at ?? scheme.valid_from}/${last ? `${last.desk}/${last.seq}` : ''}`,
    levels: scheme.levels.map(({ level }) => level).sort((a, b) => a - b),
    grids: Object.fromEntries(levels.map((one) => [one.level, one.grids])),
  };
}

/** A scheme's card, as the list of all schemes has it; none: no such scheme is asked for, or the list is on its way. */
export function useSchemeCard(name: string | null): SchemeCard | undefined {
  const { data } = useSchemes(name !== null);
  return data?.schemes.find(({ scheme }) => scheme.name === name);
}
