import { amendingNow, endAmending } from '../desk/amending';
import { dropTool } from '../desk/drafting';
import { isEditing, stepBack } from '../desk/editing';
import { hand } from '../desk/hands';
import { endComposing, place, underneath } from '../desk/place';
import { endRegistering } from '../desk/registering';
import { rise } from '../desk/travel';
import type { DeskAction } from './action';

/** Closes what was opened last; when nothing is open, one step up. */
export const back: DeskAction = {
  id: 'back',
  group: 'go',
  keys: ['Escape'],
  overOverlays: true,
  menus: [],
  whileTyping: true,
  run: () => {
    const now = place.get();
    const typing = document.activeElement;
    const stop = now.overlay !== 'none' ? hand('stop') : undefined;
    if (stop) stop();
    else if (now.overlay !== 'none') place.set({ overlay: 'none' });
    else if (now.pairing) place.set({ pairing: null });
    else if (isEditing()) {
      if (!hand('stroke')?.drop()) stepBack();
    } else if (dropTool()) return;
    else if (hand('fold')) hand('fold')?.();
    else if (typing instanceof HTMLInputElement || typing instanceof HTMLTextAreaElement) typing.blur();
    else if (amendingNow()) endAmending();
    else if (now.tab === 'call') place.set({ calling: false, caller: null, answering: null, tab: underneath(now) });
    else if (now.tab === 'talk') place.set({ talking: false, tab: underneath(now) });
    else if (now.tab === 'journal') place.set({ journal: false, tab: underneath(now) });
    else if (now.tab === 'alarms') place.set({ alarming: false, tab: underneath(now) });
    else if (now.tab === 'incidents' && now.triaging) place.set({ triaging: false });
    else if (now.tab === 'incidents') place.set({ handling: false, behind: null, tab: underneath(now) });
    else if (now.tab === 'register') endRegistering();
    else if (now.tab === 'watch') place.set({ watching: false, tab: underneath(now) });
    else if (now.tab === 'import') place.set({ importing: false, tab: underneath(now) });
    else if (now.shown?.beside) place.set({ shown: { scheme: now.shown.scheme } });
    else if (now.shown) place.set({ shown: null });
    else if (now.tab === 'scheme') place.set({ scheming: false, page: null, tab: underneath(now) });
    else if (now.tab === 'prints') place.set({ prints: false, tab: underneath(now) });
    else if (now.tab === 'findings' && now.finding) place.set({ finding: null });
    else if (now.tab === 'findings') place.set({ checking: false, tab: underneath(now) });
    else if (now.composing) endComposing();
    else if (now.tab === 'order' && now.row) place.set({ row: null });
    else if (now.tab === 'order') place.set({ order: null, tab: 'place' });
    else if (now.view === 'fivemaps' && now.only) place.set({ only: null });
    else void rise();
  },
};
