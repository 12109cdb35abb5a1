import { otherLanguage, speak } from '../shared/language';
import type { DeskAction } from './action';

export const language: DeskAction = {
  id: 'language',
  group: 'page',
  keys: ['l'],
  menus: ['rail'],
  run: () => speak(otherLanguage()),
};
