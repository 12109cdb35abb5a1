// The incident that is being registered on this page: where it is, when that is a point on the map or an address.

import { create } from 'zustand';
import type { AddressPlace } from '../bridge/wire/AddressPlace';
import { degreesOf } from '../shared/lattice';
import type { Spot } from './amending';
import { fly, place } from './place';

/** What an incident's place is taken from. */
export type PlacedBy = 'selected' | 'point' | 'address';

type Registering = {
  by: PlacedBy;
  spot: Spot | null;
  /** What the address that is being typed may mean, best first. */
  places: readonly AddressPlace[];
  /** The one of them that the keys stand on; -1: none. */
  pointed: number;
  /** The one that was taken. */
  taken: AddressPlace | null;
};

/** A candidate on the map, numbered as in the list. */
export type Candidate = { number: number; longitude: number; latitude: number; isPointed: boolean };

const NOWHERE: Registering = { by: 'selected', spot: null, places: [], pointed: -1, taken: null };
/** What is shown around a candidate that is no grid, in degrees: some two hundred metres. */
const REACH = 0.002;

export const useRegistering = create<Registering>(() => NOWHERE);
export const onRegistering = useRegistering.subscribe;

function isOpen(): boolean {
  const { registering, tab } = place.get();
  return registering && tab === 'register';
}

/** Where the pin stands while a point may be chosen; none: a click on the map is what it ever is. */
export function registeringSpot(): { at: Spot | null } | null {
  const { by, spot } = useRegistering.getState();
  return by === 'point' && isOpen() ? { at: spot } : null;
}

/** What an address may mean, as marks on the map; one that was taken stands alone. */
export function candidates(): Candidate[] {
  const { by, places, pointed, taken } = useRegistering.getState();
  if (by !== 'address' || !isOpen()) return [];
  const shown = taken === null ? places : [taken];
  return shown.flatMap(({ at }, index) => {
    if (at === null) return [];
    const [longitude, latitude] = degreesOf(at);
    return [{ number: index + 1, longitude, latitude, isPointed: taken !== null || index === pointed }];
  });
}

/** What its place is taken from. */
export function placeBy(by: PlacedBy): void {
  useRegistering.setState({ by });
}

/** A point on the map was chosen. */
export function registerAt(spot: Spot): void {
  if (registeringSpot() !== null) useRegistering.setState({ spot });
}

/** What is typed may mean these; the map shows them all. */
export function offerPlaces(places: readonly AddressPlace[]): void {
  useRegistering.setState({ places, pointed: -1, taken: null });
  const found = places.flatMap(({ at }) => (at === null ? [] : [degreesOf(at)]));
  const [west, east] = [Math.min(...found.map(([x]) => x)), Math.max(...found.map(([x]) => x))];
  const [south, north] = [Math.min(...found.map(([, y]) => y)), Math.max(...found.map(([, y]) => y))];
  if (found.length > 0)
    fly({ west: west - REACH, south: south - REACH, east: east + REACH, north: north + REACH }, true);
}

/** The keys stand on one of them, and the map follows. */
export function pointAt(pointed: number): void {
  useRegistering.setState({ pointed });
  const one = useRegistering.getState().places[pointed];
  if (one) follow(one);
}

/** It is that one. */
export function takePlace(taken: AddressPlace): void {
  useRegistering.setState({ taken });
  follow(taken);
}

function follow({ bounds, at }: AddressPlace): void {
  if (bounds !== null) fly(bounds);
  else if (at !== null) {
    const [longitude, latitude] = degreesOf(at);
    fly({ west: longitude - REACH, south: latitude - REACH, east: longitude + REACH, north: latitude + REACH });
  }
}

/** Opens the form of a new incident. */
export function showRegister(): void {
  place.set({ registering: true, tab: 'register' });
}

export function endRegistering(): void {
  useRegistering.setState(NOWHERE);
  place.set({ registering: false, tab: place.get().handling ? 'incidents' : 'place' });
}
