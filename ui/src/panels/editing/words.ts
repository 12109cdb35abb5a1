// Editing in words: areas, and what the next click does.

import type { Editing } from '../../desk/editing';
import { editOf } from '../../desk/strokes';
import { revisionWords } from '../../i18n/revision';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';

const SQUARE_KILOMETRE = 1_000_000;
/** Below this a square kilometre has three places, above it two. */
const LARGE = 10 * SQUARE_KILOMETRE;

/** `8 430 m²`, `1.283 km²`; a dash where there is none. */
export function areaWords(area: number | null): string {
  if (area === null) return '–';
  if (area < SQUARE_KILOMETRE / 10) return t('editing.area.m', { area: figure(Math.round(area)) });
  return t('editing.area.km', { area: (area / SQUARE_KILOMETRE).toFixed(area < LARGE ? 3 : 2) });
}

/** `+120 m²`, `−0.2%`: what a change comes to, when it comes to anything. */
export function differenceWords(was: number | null, becomes: number | null): string {
  if (was === null || becomes === null || Math.round(was) === Math.round(becomes)) return '';
  return `${becomes > was ? '+' : '−'}${areaWords(Math.abs(becomes - was))}`;
}

/** What the next click or key does. */
export function hintWords(editing: Editing, level: number): string {
  const { tool, isBusy, isTrying, isTooWide, tried, near } = editing;
  if (editing.turned)
    return t(`editing.turned.${editing.turned.way}`, { what: revisionWords(editing.turned.turn.edit) });
  if (isBusy) return t('editing.hint.busy');
  if (isTooWide && tool !== 'select' && tool !== 'describe') return t('editing.hint.closer');
  if (tried && editOf(editing, level))
    return t(tool === 'corners' && editing.moves.length > 0 ? 'editing.hint.sureMoves' : 'editing.hint.sure');
  if (isTrying) return t('editing.hint.trying');
  if (near === null && tool !== 'select') return t('editing.hint.loading');
  return t(`editing.hint.${tool}.${stepOf(editing)}`);
}

function stepOf(editing: Editing): string {
  const { tool, chosen, drawing, corner, line } = editing;
  const hasGrid = chosen.length > 0;
  switch (tool) {
    case 'corners':
      if (!hasGrid) return 'choose';
      return corner !== null ? 'pressed' : 'ready';
    case 'border':
    case 'split':
      if (!hasGrid) return 'choose';
      if (line) return 'name';
      return drawing === 0 ? 'begin' : drawing === 1 ? 'next' : 'more';
    case 'draw':
      if (line) return 'name';
      return drawing === 0 ? 'begin' : drawing < 3 ? 'next' : 'more';
    case 'merge':
      return chosen.length === 0 ? 'choose' : 'more';
    case 'select':
      return hasGrid ? 'chosen' : 'choose';
    default:
      return hasGrid ? 'ready' : 'choose';
  }
}
