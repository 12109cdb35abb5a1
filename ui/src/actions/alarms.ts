import { acknowledge, foremost } from '../desk/alarms';
import { hand } from '../desk/hands';
import { place, showAlarms } from '../desk/place';
import { changeQuiet } from '../shared/loudness';
import type { DeskAction } from './action';

/** The one that is chosen in the list, as long as one sees it. */
const chosenAlarm = () => (place.get().overlay === 'none' ? hand('alarm') : undefined);

/** What needs an answer: the foremost is acknowledged from anywhere, the chosen one in the list. */
export const alarms: DeskAction[] = [
  {
    id: 'alarm-acknowledge',
    group: 'order',
    keys: ['F8'],
    menus: ['bar'],
    whileTyping: true,
    overOverlays: true,
    can: () => chosenAlarm() !== undefined || foremost() !== undefined,
    run: () => {
      const chosen = chosenAlarm();
      const line = foremost();
      if (chosen) chosen('acknowledge');
      else if (line) void acknowledge(line);
    },
  },
  {
    id: 'alarms',
    group: 'order',
    keys: ['F9'],
    menus: ['bar'],
    whileTyping: true,
    overOverlays: true,
    run: showAlarms,
  },
  {
    id: 'alarm-close',
    group: 'order',
    keys: ['Shift+F8'],
    menus: ['panel'],
    can: () => hand('alarm') !== undefined,
    run: () => hand('alarm')?.('close'),
  },
  {
    id: 'alarm-quiet',
    group: 'order',
    keys: ['Shift+F9'],
    menus: ['panel'],
    whileTyping: true,
    run: () => changeQuiet(),
  },
];
