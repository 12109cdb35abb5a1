// What is being added or changed by hand on this page, and where on the map it shall lie.

import { create } from 'zustand';
import type { ItemKind } from '../bridge/wire/ItemKind';
import { place } from './place';

export type Spot = { longitude: number; latitude: number };

export type Amending = {
  of: ItemKind;
  /** Which one is changed; none: one is added. */
  id: string | null;
  /** Of a stream that is added: the place that it looks at. */
  venue: string | null;
  /** Of a pairing that is added: its grid. */
  grid: string | null;
  /** Where it shall lie; none: that is not said yet, or it lies nowhere. */
  spot: Spot | null;
};

/** Whether such an item lies somewhere by itself. */
export const isPlaced = (of: ItemKind): boolean => of !== 'stream' && of !== 'partner';

const useStore = create<{ amending: Amending | null }>(() => ({ amending: null }));

export const useAmending = (): Amending | null => useStore((state) => state.amending);
export const amendingNow = (): Amending | null => useStore.getState().amending;
export const onAmending = (listener: () => void): (() => void) => useStore.subscribe(listener);

/** Opens the form; a point on the map may be chosen from now on. */
export function beginAmending(wish: Partial<Amending> & { of: ItemKind }): void {
  useStore.setState({ amending: { id: null, venue: null, grid: null, spot: null, ...wish } });
  place.set({ tab: 'amend' });
}

/** A point on the map was chosen. */
export function chooseSpot(spot: Spot | null): void {
  const { amending } = useStore.getState();
  if (amending && isPlaced(amending.of)) useStore.setState({ amending: { ...amending, spot } });
}

export function endAmending(): void {
  useStore.setState({ amending: null });
  if (place.get().tab === 'amend') place.set({ tab: 'place' });
}
