// Where the operator is on this page: view, level, selection, order. All of it is in the address.

import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Bounds } from '../bridge/wire/Bounds';
import type { MissedLine } from '../bridge/wire/MissedLine';
import type { PlaceNoun } from '../bridge/wire/PlaceNoun';
import type { SheetWish } from '../bridge/wire/SheetWish';
import type { Behind } from './review';
import type { Shown } from './shown';

export type View = 'situation' | 'dispatch' | 'incidents' | 'fivemaps' | 'review';
/** The views that exist; what does not exist yet is not shown. */
export const VIEWS: readonly View[] = ['situation', 'dispatch', 'incidents', 'fivemaps', 'review'];

export type Selected = { noun: 'grid'; path: string } | { noun: PlaceNoun; id: string };
/** What lies on the map, in the order in which lists name it. */
export const PLACE_NOUNS: readonly PlaceNoun[] = ['venue', 'checkpoint', 'unit', 'asset'];
export type Tab =
  | 'place'
  | 'amend'
  | 'figures'
  | 'order'
  | 'compose'
  | 'call'
  | 'talk'
  | 'incidents'
  | 'register'
  | 'journal'
  | 'watch'
  | 'alarms'
  | 'import'
  | 'scheme'
  | 'findings'
  | 'prints';
export type Overlay =
  | 'none'
  | 'palette'
  | 'keys'
  | 'network'
  | 'drill'
  | 'gateways'
  | 'intakes'
  | 'sensors'
  | 'hotline'
  | 'tables'
  | 'callers'
  | 'recordings'
  | 'print'
  | 'basemap'
  | 'eyes';
export type Measure = 'none' | 'residents' | 'heads';
/** So many days of incidents glow on the map. */
export const HEAT_DAYS = [7, 30, 365] as const;
export type HeatDays = (typeof HEAT_DAYS)[number];
export const USUAL_HEAT: HeatDays = 30;
/** Where the map is asked to go; a new object is a new wish. */
export type Flight = { bounds: Bounds; calm?: boolean; closest?: number };

export type Place = {
  view: View;
  level: number;
  selected: Selected | null;
  /** The grid whose five maps are shown; none: all that the seat covers. */
  scope: string | null;
  /** What the five maps show of each grid: a measure, with a colon and a kind behind it where only one kind counts. */
  figure: string;
  /** The order that is shown. */
  order: string | null;
  /** The grid for which an order is being composed. */
  composing: string | null;
  /** The panel of calls is open. */
  calling: boolean;
  /** The post that calls; none: nobody in post, or not known yet. */
  caller: string | null;
  /** The missed call that is being answered. */
  answering: MissedLine | null;
  /** The live call whose words are written down, and its post. */
  live: { call: string; post: string } | null;
  /** The group of the selected grid is open. */
  talking: boolean;
  /** The robots of that group stand in its place. */
  robots: boolean;
  /** The list of incidents is open. */
  handling: boolean;
  /** The incident that is shown. */
  incident: string | null;
  /** The figure of which the list has the cases. */
  behind: Behind | null;
  /** What waits is decided one by one, in the list's place. */
  triaging: boolean;
  /** The form of a new incident is open. */
  registering: boolean;
  /** The journal is open. */
  journal: boolean;
  /** The panel of the watch is open. */
  watching: boolean;
  /** The list of alarms is open. */
  alarming: boolean;
  /** The panel of imports is open. */
  importing: boolean;
  /** The class of a ramp that alone is shown, and the ramp that it is of. */
  only: { of: string; step: number } | null;
  /** The panel of schemes is open. */
  scheming: boolean;
  /** The scheme whose page is open there. */
  page: string | null;
  /** The scheme that the map shows in place of the one in force. */
  shown: Shown | null;
  /** The panel of what the check finds is open. */
  checking: boolean;
  /** The finding that is shown, by its key. */
  finding: string | null;
  /** The scheme that is checked; none: the published one. */
  checked: string | null;
  /** The panel of what was printed is open. */
  prints: boolean;
  /** The print that the form for printing begins with; none: the usual sheet of the selected grid. */
  again: SheetWish | null;
  tab: Tab;
  overlay: Overlay;
  measure: Measure;
  /** The map shows open incidents. */
  rings: boolean;
  /** The map shows where incidents of so many days heap up; null: it does not. */
  heat: HeatDays | null;
  /** The nouns that the map does not show. */
  hidden: readonly PlaceNoun[];
  bottomOpen: boolean;
  /** The post whose row the board's keys act on. */
  row: string | null;
  /** The post that is being paired. */
  pairing: string | null;
  flight: Flight | null;
  zoomWish: { by: number } | null;
};

/** What is shown around a small thing, in degrees: some twenty metres. */
const REACH = 0.0002;

export const usePlace = create<Place>(() => ({
  view: 'situation',
  level: 2,
  selected: null,
  scope: null,
  figure: 'residents',
  only: null,
  order: null,
  composing: null,
  calling: false,
  caller: null,
  answering: null,
  live: null,
  talking: false,
  robots: false,
  handling: false,
  incident: null,
  behind: null,
  triaging: false,
  registering: false,
  journal: false,
  watching: false,
  alarming: false,
  importing: false,
  scheming: false,
  page: null,
  shown: null,
  checking: false,
  finding: null,
  checked: null,
  prints: false,
  again: null,
  tab: 'place',
  overlay: 'none',
  measure: 'none',
  rings: true,
  heat: null,
  hidden: [],
  bottomOpen: false,
  row: null,
  pairing: null,
  flight: null,
  zoomWish: null,
}));

/** Some of the place; draws again only when one of these changes. */
export function usePlaceOf<Name extends keyof Place>(...names: Name[]): Pick<Place, Name> {
  return usePlace(
    useShallow((state) => Object.fromEntries(names.map((name) => [name, state[name]])) as Pick<Place, Name>),
  );
}

export const place = {
  get: usePlace.getState,
  set: (change: Partial<Place>) => usePlace.setState(change),
  subscribe: usePlace.subscribe,
};

export function select(selected: Selected | null): void {
  const { view, tab } = place.get();
  // In the five maps a grid's figures stay beside it, unless the person went on to its panel.
  const isFigures = view === 'fivemaps' && selected?.noun === 'grid' && tab !== 'place';
  place.set({ selected, tab: isFigures ? 'figures' : 'place', pairing: null });
}

/** How the docks stand when a view is opened. */
export function arrangementOf(view: View, order: string | null): Pick<Place, 'bottomOpen' | 'tab'> {
  if (view === 'fivemaps') return { bottomOpen: true, tab: 'figures' };
  const isDispatch = view === 'dispatch';
  return { bottomOpen: isDispatch, tab: isDispatch && order ? 'order' : 'place' };
}

export function selectGrid(path: string): void {
  select({ noun: 'grid', path });
}

export function fly(bounds: Bounds | null | undefined, calm = false): void {
  if (bounds) place.set({ flight: { bounds, calm } });
}

export function showOrder(order: string): void {
  place.set({ view: 'dispatch', order, tab: 'order', row: null, composing: null, bottomOpen: true });
}

/** Opens the panel of calls. */
export function showCall(): void {
  place.set({ calling: true, tab: 'call' });
}

/** Opens the group of the selected grid. */
export function showTalk(): void {
  place.set({ talking: true, robots: false, tab: 'talk' });
}

/** Opens the robots of the selected grid's group. */
export function showRobots(): void {
  place.set({ talking: true, robots: true, tab: 'talk' });
}

/** Opens the list of incidents. */
export function showIncidents(): void {
  place.set({ handling: true, triaging: false, behind: null, tab: 'incidents' });
}

/** Opens what waits for the desk, one after the other. */
export function beginTriage(): void {
  place.set({ handling: true, triaging: true, behind: null, incident: null, tab: 'incidents' });
}

/** Opens the journal. */
export function showJournal(): void {
  place.set({ journal: true, tab: 'journal' });
}

/** Opens the list of alarms. */
export function showAlarms(): void {
  place.set({ alarming: true, tab: 'alarms', overlay: 'none' });
}

/** Opens the panel of the watch. */
export function showWatch(): void {
  place.set({ watching: true, tab: 'watch' });
}

/** Opens the form of a new order to a grid. */
export function composeFor(path: string): void {
  place.set({ composing: path, tab: 'compose', view: 'dispatch' });
}

/** Lets go of the order that is being written. */
export function endComposing(): void {
  place.set({ composing: null, tab: underneath({ ...place.get(), composing: null }) });
}

/** What one was at before something came by that is closed now: the order being written, else the one that is open. */
export function underneath({ composing, order }: Pick<Place, 'composing' | 'order'>): Tab {
  if (composing !== null) return 'compose';
  return order === null ? 'place' : 'order';
}

/** Opens the panel of imports. */
export function showImports(): void {
  place.set({ importing: true, tab: 'import' });
}

/** Opens the panel of schemes. */
export function showSchemes(): void {
  place.set({ scheming: true, tab: 'scheme' });
}

/** Opens the panel of what the check finds. */
export function showFindings(): void {
  place.set({ checking: true, tab: 'findings' });
}

/** Opens the panel of what was printed. */
export function showPrints(): void {
  place.set({ prints: true, tab: 'prints' });
}

/** Opens the form for printing: with the sheet of the selected grid, or with one that was printed before. */
export function showPrintForm(again: SheetWish | null = null): void {
  place.set({ overlay: 'print', again });
}

/** Goes to something that may be as small as a hand. */
export function flyClose({ west, south, east, north }: Bounds): void {
  const bounds = { west: west - REACH, south: south - REACH, east: east + REACH, north: north + REACH };
  place.set({ flight: { bounds, closest: 19 } });
}

/** The grid that is selected, if it is a grid. */
export function selectedGrid(): string | null {
  const { selected } = place.get();
  return selected?.noun === 'grid' ? selected.path : null;
}
