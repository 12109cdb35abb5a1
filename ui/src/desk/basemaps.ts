// What lies under the grids: what there is, what the person at this screen chose, and files on their way.

import { useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { BasemapSource } from '../bridge/bridge';
import { CallFailed } from '../bridge/failed';
import { bridge } from '../bridge/open';
import type { Action } from '../bridge/wire/Action';
import type { BasemapLine } from '../bridge/wire/BasemapLine';
import type { BasemapList } from '../bridge/wire/BasemapList';
import type { ImportProgress } from '../bridge/wire/ImportProgress';
import type { Underlay } from '../bridge/wire/Underlay';
import { OWN, type TileSource, type UnderlayPlan } from '../map/underlay-plan';
import { keep, kept } from '../shared/keep';
import { uuid7 } from '../shared/uuid';
import { answers } from './questions';

const CHOICE = 'wutu.basemap';
const OPACITY = 'wutu.basemap.opacity';
/** Lattice steps of a degree. */
const STEPS = 1e7;
/** The zooms of 天地图. */
const SKY: readonly [number, number] = [1, 18];
/** How often the desk is asked how far it is, in milliseconds. */
const BEAT = 300;
/** After a tile that did not come, the reason is asked for at most this often, in milliseconds. */
const REASON_PACE = 1500;

/** A file on its way; `failure` says why it did not come in. */
export type Coming = {
  id: string;
  name: string;
  size: number;
  /** How much has left the page, from 0 to 1. */
  sent: number;
  progress: ImportProgress | null;
  failure: unknown;
};

type State = {
  /** None: what is usual here. */
  choice: Underlay | null;
  /** From 0 to 1. */
  opacity: number;
  coming: Coming[];
};

export const useUnder = create<State>(() => ({
  choice: parsed(kept(CHOICE)),
  opacity: share(kept(OPACITY)),
  coming: [],
}));

const stops = new Map<string, AbortController>();

const QUESTION = { type: 'basemaps' } as const;

export const useBasemaps = (enabled: boolean) =>
  useQuery({
    queryKey: ['basemaps', QUESTION] as const,
    queryFn: ({ signal }) => bridge.ask<'basemaps'>(QUESTION, signal),
    enabled,
    placeholderData: (before) => before,
  });

/** Chooses for this screen, and remembers it; null follows what is usual. */
export function choose(choice: Underlay | null): void {
  keep(CHOICE, choice === null ? '' : JSON.stringify(choice));
  useUnder.setState({ choice });
}

export function setOpacity(opacity: number): void {
  keep(OPACITY, String(opacity));
  useUnder.setState({ opacity });
}

/** What is chosen and can be shown; what is not there any more gives way to what is usual. */
export function shownOf(list: BasemapList, choice: Underlay | null): Underlay {
  return choice !== null && isThere(list, choice) ? choice : isThere(list, list.usual) ? list.usual : { type: 'own' };
}

/** The chosen file that cannot be shown because it is missing. */
export function missingOf(list: BasemapList, choice: Underlay | null): BasemapLine | null {
  const wished = choice ?? list.usual;
  if (wished.type !== 'file') return null;
  return list.basemaps.find((line) => line.basemap.hash === wished.hash && line.is_missing) ?? null;
}

/** What the map draws for it; `tiles` is where all tiles lie. */
export function planOf(
  list: BasemapList | undefined,
  choice: Underlay | null,
  opacity: number,
  tiles: string,
): UnderlayPlan {
  if (!list) return OWN;
  const shown = shownOf(list, choice);
  const at = (name: string): string => `${tiles}/basemap/${name}/{z}/{x}/{y}`;
  const sky = (sheets: string[]): readonly TileSource[] =>
    sheets.map((sheet) => ({ tiles: at(`tianditu-${sheet}`), zooms: SKY, bounds: null }));
  switch (shown.type) {
    case 'own':
      return OWN;
    case 'none':
      return { kind: 'none', id: 'none', opacity: 1 };
    case 'tianditu_vector':
      return { kind: 'raster', id: 'tianditu-vec', opacity, sheets: sky(['vec', 'cva']) };
    case 'tianditu_imagery':
      return { kind: 'raster', id: 'tianditu-img', opacity, sheets: sky(['img', 'cia']) };
    case 'file': {
      const found = list.basemaps.find((line) => line.basemap.hash === shown.hash)?.basemap;
      if (!found) return OWN;
      const { hash, zooms, corners, layers } = found;
      const [[west, south], [east, north]] = corners;
      const bounds = [west / STEPS, south / STEPS, east / STEPS, north / STEPS] as const;
      const source: TileSource = { tiles: at(hash), zooms: [zooms[0], zooms[1]], bounds };
      return found.kind === 'vector'
        ? { kind: 'vector', id: hash, opacity, source, layers }
        : { kind: 'raster', id: hash, opacity, sheets: [source] };
    }
  }
}

/** Sends files to be looked through and kept; each is seen on its way. */
export async function takeBasemaps(sources: BasemapSource[]): Promise<void> {
  for (const source of sources) await takeOne(source);
}

/** Stops a file, or puts away why it did not come in. */
export function letGo(id: string): void {
  stops.get(id)?.abort();
  void bridge.cancelImport(id).catch(() => {});
  useUnder.setState(({ coming }) => ({ coming: coming.filter((one) => one.id !== id) }));
}

/** Does something with basemaps; the list follows. */
export async function change(action: Action): Promise<void> {
  await bridge.act({ command_id: uuid7(), action });
  await answers.invalidateQueries({ queryKey: ['basemaps'] });
}

let isDue = false;

/** A tile did not come: the desk knows why. */
export function askWhy(): void {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    void answers.invalidateQueries({ queryKey: ['basemaps'] });
  }, REASON_PACE);
}

async function takeOne(source: BasemapSource): Promise<void> {
  const id = uuid7();
  const { name, size } = source;
  const stop = new AbortController();
  stops.set(id, stop);
  const one: Coming = { id, name, size, sent: 0, progress: null, failure: null };
  useUnder.setState(({ coming }) => ({ coming: [...coming, one] }));
  const tell = (some: Partial<Coming>): void =>
    useUnder.setState(({ coming }) => ({ coming: coming.map((now) => (now.id === id ? { ...now, ...some } : now)) }));
  const timer = setInterval(() => {
    bridge.importProgress(id).then(
      (progress) => progress && tell({ progress }),
      () => {},
    );
  }, BEAT);
  try {
    const { basemap } = await bridge.addBasemap(source, id, { signal: stop.signal, sent: (sent) => tell({ sent }) });
    useUnder.setState(({ coming }) => ({ coming: coming.filter((now) => now.id !== id) }));
    await answers.invalidateQueries({ queryKey: ['basemaps'] });
    choose({ type: 'file', hash: basemap.hash });
  } catch (failure) {
    const isStopped = failure instanceof CallFailed && failure.failure.code === 'import.cancelled';
    if (stop.signal.aborted || isStopped) letGo(id);
    else tell({ failure });
  } finally {
    clearInterval(timer);
    stops.delete(id);
  }
}

function isThere(list: BasemapList, underlay: Underlay): boolean {
  switch (underlay.type) {
    case 'own':
    case 'none':
      return true;
    case 'tianditu_vector':
    case 'tianditu_imagery':
      return list.tianditu.is_on;
    case 'file':
      return list.basemaps.some((line) => line.basemap.hash === underlay.hash && !line.is_missing);
  }
}

/** What was kept; null where it was nothing that makes sense. */
function parsed(text: string | null): Underlay | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value !== 'object' || value === null || !('type' in value)) return null;
    const { type } = value;
    if (type === 'own' || type === 'none' || type === 'tianditu_vector' || type === 'tianditu_imagery') return { type };
    return type === 'file' && 'hash' in value ? { type, hash: String(value.hash) } : null;
  } catch {
    return null;
  }
}

function share(text: string | null): number {
  const value = Number(text ?? 1);
  return value > 0 && value <= 1 ? value : 1;
}
