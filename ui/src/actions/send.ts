import { hand } from '../desk/hands';
import type { DeskAction } from './action';

export const send: DeskAction = {
  id: 'send',
  group: 'order',
  keys: ['$mod+Enter'],
  menus: ['panel'],
  whileTyping: true,
  can: () => hand('send') !== undefined,
  run: () => hand('send')?.(),
};
