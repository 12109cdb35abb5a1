// The incident that is being registered on this page: where it is, when that is a point on the map.

import { create } from 'zustand';
import type { Spot } from './amending';
import { place } from './place';

type Registering = {
  /** Whether a point on the map is meant; else what is selected is. */
  isPoint: boolean;
  spot: Spot | null;
};

const NOWHERE: Registering = { isPoint: false, spot: null };

export const useRegistering = create<Registering>(() => NOWHERE);
export const onRegistering = useRegistering.subscribe;

/** Where the pin stands while a point may be chosen; none: a click on the map is what it ever is. */
export function registeringSpot(): { at: Spot | null } | null {
  const { isPoint, spot } = useRegistering.getState();
  const { registering, tab } = place.get();
  return isPoint && registering && tab === 'register' ? { at: spot } : null;
}

/** A point is meant, or no longer. */
export function meanPoint(isPoint: boolean): void {
  useRegistering.setState({ isPoint });
}

/** A point on the map was chosen. */
export function registerAt(spot: Spot): void {
  if (registeringSpot() !== null) useRegistering.setState({ spot });
}

/** Opens the form of a new incident. */
export function showRegister(): void {
  place.set({ registering: true, tab: 'register' });
}

export function endRegistering(): void {
  useRegistering.setState(NOWHERE);
  place.set({ registering: false, tab: place.get().handling ? 'incidents' : 'place' });
}
