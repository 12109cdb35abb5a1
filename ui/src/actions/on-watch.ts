import type { IncidentDeed } from '../bridge/wire/IncidentDeed';
import { hand } from '../desk/hands';
import { beginTriage, place, showCall, showIncidents, showJournal, showWatch, USUAL_HEAT } from '../desk/place';
import { showRegister } from '../desk/registering';
import type { DeskAction } from './action';

const onIncident = (id: string, key: string, deed: IncidentDeed): DeskAction => ({
  id,
  group: 'order',
  keys: [key],
  menus: ['panel'],
  can: () => hand('incident') !== undefined,
  run: () => hand('incident')?.does(deed),
});

/** What may be done now with the incident that is shown stands in a row: each has the number of its place. */
const nthDeed = (nth: number): DeskAction => ({
  id: `incident-do-${nth}`,
  group: 'order',
  keys: [`Alt+${nth}`],
  menus: [],
  whileTyping: true,
  can: () => hand('incident') !== undefined,
  run: () => hand('incident')?.nth(nth - 1),
});

/** What an operator on watch does beside orders: takes calls, writes the journal, hands over. */
export const onWatch: DeskAction[] = [
  { id: 'take-call', group: 'order', keys: ['F2'], menus: ['bar'], whileTyping: true, run: () => showCall() },
  {
    id: 'order-from-call',
    group: 'order',
    keys: ['F4'],
    menus: ['panel'],
    whileTyping: true,
    can: () => hand('order') !== undefined,
    run: () => hand('order')?.(),
  },
  { id: 'incidents', group: 'page', keys: ['F3'], menus: ['bar'], whileTyping: true, run: showIncidents },
  { id: 'register-incident', group: 'order', keys: ['Alt+i'], menus: ['panel'], whileTyping: true, run: showRegister },
  { id: 'triage', group: 'order', keys: ['Alt+j'], menus: ['panel'], whileTyping: true, run: beginTriage },
  {
    id: 'incident-rings',
    group: 'map',
    keys: ['Alt+m'],
    menus: ['panel'],
    run: () => place.set({ rings: !place.get().rings }),
  },
  {
    id: 'incident-heat',
    group: 'map',
    keys: ['Shift+Alt+m'],
    menus: ['panel'],
    run: () => place.set({ heat: place.get().heat === null ? USUAL_HEAT : null }),
  },
  {
    id: 'look-at-caller',
    group: 'order',
    keys: ['Alt+k'],
    menus: ['panel'],
    can: () => hand('look') !== undefined,
    run: () => hand('look')?.(),
  },
  { id: 'callers', group: 'page', keys: ['Alt+v'], menus: ['panel'], run: () => place.set({ overlay: 'callers' }) },
  {
    id: 'recordings',
    group: 'page',
    keys: ['Shift+Alt+v'],
    menus: ['panel'],
    run: () => place.set({ overlay: 'recordings' }),
  },
  onIncident('incident-accept', 'Alt+a', 'accept'),
  onIncident('incident-settle', 'Alt+d', 'settle'),
  onIncident('incident-close', 'Alt+c', 'close'),
  {
    id: 'whistle',
    group: 'order',
    keys: ['Alt+b'],
    menus: ['panel'],
    whileTyping: true,
    can: () => hand('whistle') !== undefined,
    run: () => hand('whistle')?.(),
  },
  ...[1, 2, 3, 4, 5].map(nthDeed),
  { id: 'journal', group: 'page', keys: ['Shift+j'], menus: ['rail'], run: showJournal },
  { id: 'watch', group: 'page', keys: ['Shift+z'], menus: ['bar'], run: showWatch },
];
