import { hand } from '../desk/hands';
import {
  answer,
  current,
  enlarge,
  hangUp,
  holdOrResume,
  muteOrNot,
  next,
  phone,
  pictured,
  showOnWall,
  showOrHide,
  talkedIn,
  watchOrNot,
} from '../desk/phone';
import type { DeskAction } from './action';

const inCall = (id: string, key: string, does: () => void, can: () => boolean): DeskAction => ({
  id,
  group: 'order',
  keys: [key],
  menus: ['panel'],
  whileTyping: true,
  overOverlays: true,
  can,
  run: does,
});

/** Live calls: taken, held, muted, shown, watched, handed over, ended; and a call to whoever heads what is selected. */
export const calling: DeskAction[] = [
  inCall(
    'answer-call',
    'F6',
    () => void answer(),
    () => next() !== undefined,
  ),
  inCall(
    'hold-call',
    'F7',
    () => holdOrResume(),
    () => current() !== undefined && current()?.stage !== 'ringing',
  ),
  inCall('mute-call', 'F10', muteOrNot, () => phone.now().calls.length > 0),
  inCall('camera-call', 'Shift+F10', showOrHide, () => talkedIn() !== undefined),
  inCall(
    'enlarge-call',
    'Shift+F3',
    () => enlarge(),
    () => pictured() !== undefined,
  ),
  inCall(
    'watch-call',
    '$mod+F7',
    () => watchOrNot(),
    () => current() !== undefined && current()?.stage !== 'ringing',
  ),
  inCall('calls-wall', '$mod+F3', showOnWall, () => pictured() !== undefined),
  inCall(
    'pass-call',
    'Shift+F7',
    () => hand('pass')?.(),
    () => hand('pass') !== undefined,
  ),
  inCall(
    'end-call',
    'Shift+F6',
    () => hangUp(),
    () => current() !== undefined,
  ),
  inCall(
    'ring-post',
    'Shift+F2',
    () => hand('ring')?.(),
    () => hand('ring') !== undefined,
  ),
];
