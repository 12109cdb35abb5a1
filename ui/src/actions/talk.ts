import { hand } from '../desk/hands';
import { showTalk } from '../desk/place';
import { aimed, radio, speak } from '../desk/radio';
import { district } from '../desk/travel';
import type { DeskAction } from './action';

const inTalk = (id: string, key: string, does: keyof NonNullable<ReturnType<typeof talk>>): DeskAction => ({
  id,
  group: 'order',
  keys: [key],
  menus: ['panel'],
  whileTyping: true,
  can: () => talk() !== undefined,
  run: () => talk()?.[does](),
});

function talk() {
  return hand('talk');
}

/** The groups, and what one does in the one that is open. */
export const groups: DeskAction[] = [
  {
    id: 'groups',
    group: 'page',
    keys: ['Shift+g'],
    menus: ['rail'],
    can: () => (district()?.tops.length ?? 0) > 0,
    run: showTalk,
  },
  {
    id: 'speak',
    group: 'order',
    // A pedal sends F13, as most of them do from the factory.
    keys: ['Space', 'F13'],
    menus: ['panel'],
    can: () => aimed() !== null,
    run: speak,
    release: radio.release,
  },
  inTalk('talk-write', 'Alt+w', 'write'),
  inTalk('talk-search', 'Alt+s', 'search'),
  inTalk('talk-unread', 'Alt+n', 'unread'),
  inTalk('talk-reply', 'Alt+q', 'reply'),
  inTalk('talk-pin', 'Alt+z', 'pin'),
  inTalk('talk-withdraw', 'Alt+x', 'withdraw'),
];
