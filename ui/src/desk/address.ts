// The address says where the operator is, so a window can be reopened as it was. A seat's code is never in it.

import { arrangementOf, PLACE_NOUNS, type Place, place, type Selected, VIEWS, type View } from './place';

type Addressed = Pick<Place, 'view' | 'level' | 'selected' | 'order' | 'scope' | 'figure'>;

/** The fragment of the address, without the hash sign. */
export function writeAddress({ view, level, selected, order, scope, figure }: Addressed): string {
  const parts = new URLSearchParams({ view, level: String(level) });
  if (selected) parts.set('at', `${selected.noun}:${selected.noun === 'grid' ? selected.path : selected.id}`);
  if (order) parts.set('order', order);
  if (view === 'fivemaps') {
    if (scope) parts.set('of', scope);
    parts.set('figure', figure);
  }
  return parts.toString().replaceAll('%3A', ':');
}

/** What a fragment says; what makes no sense in it is left out. */
export function readAddress(fragment: string): Partial<Addressed> {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const found: Partial<Addressed> = {};
  const view = parts.get('view');
  if (isView(view)) found.view = view;
  const level = Number(parts.get('level'));
  if (Number.isInteger(level) && level >= 1 && level <= 6) found.level = level;
  const selected = readSelected(parts.get('at'));
  if (selected) found.selected = selected;
  const order = parts.get('order');
  if (order) found.order = order;
  const scope = parts.get('of');
  if (scope) found.scope = scope;
  const figure = parts.get('figure');
  if (figure) found.figure = figure;
  return found;
}

/** Reads the address now and writes it on every move. */
export function keepAddress(): void {
  const read = (): void => {
    const found = readAddress(location.hash);
    place.set({ ...found, ...arrangementOf(found.view ?? 'situation', found.order ?? null) });
  };
  read();
  window.addEventListener('hashchange', read);
  place.subscribe((now) => {
    const fragment = `#${writeAddress(now)}`;
    if (fragment !== location.hash) history.replaceState(null, '', fragment);
  });
}

function isView(view: string | null): view is View {
  return VIEWS.some((one) => one === view);
}

function readSelected(text: string | null): Selected | null {
  const colon = text?.indexOf(':') ?? -1;
  if (!text || colon < 0) return null;
  const [noun, id] = [text.slice(0, colon), text.slice(colon + 1)];
  if (id === '') return null;
  if (noun === 'grid') return { noun, path: id };
  const found = PLACE_NOUNS.find((one) => one === noun);
  return found ? { noun: found, id } : null;
}
