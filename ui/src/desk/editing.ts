// Editing a draft's grids on the map: the tool in hand, what was drawn with it, and what the desk says it would do.

import { create } from 'zustand';
import { bridge } from '../bridge/open';
import type { Bounds } from '../bridge/wire/Bounds';
import type { Edit } from '../bridge/wire/Edit';
import type { EditTried } from '../bridge/wire/EditTried';
import type { GridRow } from '../bridge/wire/GridRow';
import type { NearGrid } from '../bridge/wire/NearGrid';
import type { Position } from '../bridge/wire/Position';
import type { SchemeCard } from '../bridge/wire/SchemeCard';
import { type Around, isEnough, lookAround, type Wanted } from './around';
import { act } from './calls';
import { type History, historyOf, type Turn } from './history';
import { holder } from './holder';
import { place } from './place';
import { answers } from './questions';
import { divisionOf, showOnMap } from './shown';
import {
  above,
  editOf,
  type Fresh,
  freeCode,
  isPending,
  NOBODY,
  picked,
  type Strokes,
  stepped,
  type Tool,
  UNTOUCHED,
  withMove,
} from './strokes';

export type Editing = Strokes & {
  /** The draft that is edited; none: nobody edits. */
  scheme: string | null;
  /** The corner that was pressed. */
  corner: Position | null;
  /** How many points the line has that is being drawn. */
  drawing: number;
  /** The grids around, to catch on and to take hold of; null: not here yet, or too many. */
  near: readonly NearGrid[] | null;
  /** Those of the level above, where a tool asks for a parent. */
  parents: readonly NearGrid[];
  /** The map shows more grids than can be taken hold of. */
  isTooWide: boolean;
  /** What the strokes would do, once the desk has said so. */
  tried: EditTried | null;
  isTrying: boolean;
  isBusy: boolean;
  failure: unknown;
  /** What was undone or brought back last. */
  turned: { way: 'undo' | 'redo'; turn: Turn } | null;
};

const IDLE = {
  corner: null,
  drawing: 0,
  tried: null,
  isTrying: false,
  isBusy: false,
  failure: null,
  turned: null,
} as const;

const AT_REST: Editing = {
  ...UNTOUCHED,
  ...IDLE,
  tool: 'select',
  chosen: [],
  scheme: null,
  near: null,
  parents: [],
  isTooWide: false,
};

/** Someone who types is waited for, in milliseconds. */
const PAUSE = 250;

export const useEditing = create<Editing>(() => AT_REST);
const get = useEditing.getState;
const set = (change: Partial<Editing>): void => useEditing.setState(change);

export function isEditing(): boolean {
  return get().scheme !== null;
}

/** Takes a draft in hand. */
export function beginEditing(scheme: string): void {
  showOnMap({ scheme });
  set({ ...AT_REST, scheme });
  lookAgain();
}

export function endEditing(): void {
  [around, asked] = [null, null];
  set(AT_REST);
}

/** Editing ends with the draft's page, and pauses nothing behind a divider; returns how to stop. */
export function keepEditing(): () => void {
  let level = place.get().level;
  return place.subscribe((now) => {
    const { scheme } = get();
    const before = level;
    level = now.level;
    if (scheme === null) return;
    if (now.shown?.scheme !== scheme || now.shown.beside) endEditing();
    else if (level !== before) {
      set({ ...UNTOUCHED, ...IDLE, chosen: [], near: null, parents: [] });
      lookAgain();
    }
  });
}

// The tool in hand.

export function take(tool: Tool): void {
  const { chosen, scheme } = get();
  if (scheme === null) return;
  set({ ...UNTOUCHED, ...IDLE, tool, chosen: chosen.slice(0, 1) });
  if (tool === 'draw' || tool === 'parent') lookAgain();
  retry();
}

/** A click on a grid of the level that is shown. */
export function pick(path: string): void {
  const now = get();
  const { tool, chosen } = now;
  if (now.isBusy) return;
  if (tool === 'remove' && chosen[0] !== undefined && chosen[0] !== path) {
    change({ taker: { taker: 'grid', path } });
  } else if (tool === 'parent' && chosen[0] !== undefined && above(path) !== above(chosen[0])) {
    change({ parent: above(path) });
  } else if (!isPending(now)) {
    change({ chosen: picked(now, path), taker: { taker: 'neighbour' }, parent: null, row: null, corner: null });
  }
}

// What the pencil drew.

export function moveCorner(from: Position, to: Position): void {
  const { added, gone, moves } = get();
  // One kind of change to corners at a time.
  if (added || gone.length > 0) return;
  change({ moves: withMove(moves, from, to), corner: null });
}

export function addCorner(edge: [Position, Position], at: Position): void {
  if (!isPending(get())) change({ added: { edge, at }, corner: null });
}

export function pressCorner(corner: Position | null): void {
  set({ corner });
}

export function removeCorner(): boolean {
  const now = get();
  if (now.tool !== 'corners' || !now.corner || isPending(now)) return false;
  change({ gone: [now.corner], corner: null });
  return true;
}

export function noteDrawing(points: number): void {
  if (get().drawing !== points) set({ drawing: points });
}

/** A line or a ring is finished. */
export function drawn(line: readonly Position[]): void {
  const { tool, chosen, near, parents } = get();
  const paths = (near ?? []).map(({ path }) => path);
  if (tool === 'draw') {
    const parent = holder(parents, line);
    const kind = near?.find(({ path }) => above(path) === parent)?.kind ?? near?.[0]?.kind ?? '';
    const code = freeCode(paths, parent);
    // A grid without a name is called by its code.
    change({ line, drawing: 0, parent, fresh: { ...NOBODY, code, name: code, kind } });
    return;
  }
  const grid = near?.find(({ path }) => path === chosen[0]);
  const code = grid ? freeCode(paths, above(grid.path)) : '';
  change({ line, drawing: 0, fresh: { ...NOBODY, code, name: grid ? `${grid.name}二` : '' } });
}

/** The other side of the line becomes the new grid. */
export function turnLine(): void {
  const { line } = get();
  if (line) change({ line: [...line].reverse() });
}

export function nameFresh(part: Partial<Fresh>): void {
  change({ fresh: { ...get().fresh, ...part } });
}

export function writeRow(row: GridRow): void {
  change({ row });
}

export function giveTo(taker: Strokes['taker']): void {
  change({ taker });
}

/** The grid that stays when grids are merged. */
export function keepInMerge(path: string): void {
  const { chosen } = get();
  change({ chosen: [path, ...chosen.filter((one) => one !== path)] });
}

// Back and forth.

/** One stroke back, then out of the tool, then out of editing. */
export function stepBack(): void {
  const now = get();
  const back = stepped(now);
  if (now.isBusy) return;
  if (back) change({ ...back, corner: null });
  else if (now.corner) set({ corner: null });
  else if (now.tool !== 'select') take('select');
  else if (now.chosen.length > 0) change({ chosen: [] });
  else endEditing();
}

/** One stroke back, and no further. */
export function strokeBack(): void {
  const now = get();
  const back = stepped(now);
  if (back && !now.isBusy) change({ ...back, corner: null });
}

export function history(): History {
  const card = cardNow();
  return card ? historyOf(card.revisions) : { undo: null, redo: null };
}

export async function turn(way: 'undo' | 'redo'): Promise<void> {
  const now = get();
  const found = history()[way];
  if (!found || now.isBusy || now.scheme === null) return;
  // What is half drawn was drawn on what is there now.
  set({ ...UNTOUCHED, ...IDLE, isBusy: true });
  try {
    await act({ type: 'undo_revision', fact: found.fact });
    await settle();
    set({ isBusy: false, turned: { way, turn: found } });
  } catch (failure) {
    set({ isBusy: false, failure });
  }
}

// What the desk says.

function change(part: Partial<Editing>): void {
  set({ ...part, failure: null, turned: null });
  retry();
}

let trying: AbortController | null = null;
let waiting: ReturnType<typeof setTimeout> | undefined;
let triedAs = '';
/** What is tried differs in words alone from what was shown. */
let isTyped = false;
/** A form was sent before it was known what its last letter does. */
let isSent = false;

/** Asks what the strokes would do, unless it was asked already. */
function retry(): void {
  const now = get();
  const edit = editOf(now, place.get().level);
  const key = edit ? JSON.stringify(edit) : '';
  if (key === triedAs && (now.tried !== null || now.isTrying)) return;
  trying?.abort();
  clearTimeout(waiting);
  triedAs = key;
  isSent = false;
  if (!edit || now.scheme === null) {
    set({ tried: null, isTrying: false });
    return;
  }
  set({ isTrying: true });
  // What was just drawn is asked at once, what is being typed when it rests.
  isTyped = now.tool === 'describe' || (now.tried !== null && now.line !== null);
  waiting = setTimeout(() => void ask(edit), isTyped ? PAUSE : 0);
}

async function ask(edit: Edit): Promise<void> {
  const { scheme } = get();
  if (scheme === null) return;
  const mine = new AbortController();
  trying = mine;
  try {
    const tried = await bridge.ask<'try_edit'>({ type: 'try_edit', scheme, edit }, mine.signal);
    if (mine.signal.aborted) return;
    set({ tried, isTrying: false, failure: null });
    if (isSent) void confirm();
  } catch (failure) {
    if (!mine.signal.aborted) set({ tried: null, isTrying: false, failure });
  }
}

/** Does what was tried. */
export async function confirm(): Promise<void> {
  const now = get();
  const edit = editOf(now, place.get().level);
  isSent = now.isTrying && isTyped;
  if (!edit || !now.tried || now.isTrying || now.isBusy || now.scheme === null) return;
  const seen = now.tried.changes.flatMap(({ path, was_at, seen: digest }) =>
    digest === null ? [] : [{ path: was_at ?? path, digest }],
  );
  set({ isBusy: true, failure: null });
  try {
    const next = chosenAfter(edit, now.tried);
    await act({ type: 'edit_grids', scheme: now.scheme, edit, seen });
    await settle();
    triedAs = '';
    set({ ...UNTOUCHED, ...IDLE, chosen: next });
    retry();
  } catch (failure) {
    set({ isBusy: false, failure });
  }
}

/** What is in hand after an edit: the grid that it was about, where it stands then. */
function chosenAfter(edit: Edit, tried: EditTried): string[] {
  if (edit.type === 'remove') return [];
  if (edit.type === 'draw')
    return tried.changes
      .filter(({ was }) => was === null)
      .map(({ path }) => path)
      .slice(0, 1);
  const first = get().chosen[0];
  if (first === undefined) return [];
  return [tried.changes.find(({ was_at }) => was_at === first)?.path ?? first];
}

/** After a change: the draft's card, its tiles and the grids around are those of now. */
async function settle(): Promise<void> {
  await answers.invalidateQueries({ queryKey: ['schemes'] });
  await lookNow();
}

// The grids around.

let view: Bounds | null = null;
let around: Around | null = null;
/** What was asked for last: an answer to anything older comes too late. */
let asked: Wanted | null = null;

/** The map came to rest over these bounds. */
export function lookAt(bounds: Bounds): void {
  view = bounds;
  void lookNow();
}

/** Somebody else may have changed the draft. */
export function lookIfChanged(): void {
  void lookNow();
}

/** Looks again, whatever was seen. */
function lookAgain(): void {
  around = null;
  void lookNow();
}

async function lookNow(): Promise<void> {
  const { scheme, tool } = get();
  if (scheme === null || !view) return;
  const { level } = place.get();
  const withParents = tool === 'draw' || tool === 'parent';
  const wanted = { scheme, level, view, stamp: stampNow(), withParents };
  if (around && isEnough(around, wanted)) return;
  asked = wanted;
  try {
    const found = await lookAround(wanted);
    if (asked !== wanted) return;
    around = found;
    set({ near: found.near, parents: found.parents, isTooWide: found.near === null });
  } catch (failure) {
    if (asked === wanted) set({ failure });
  }
}

function cardNow(): SchemeCard | undefined {
  const { scheme } = get();
  const cards = answers
    .getQueriesData<{ schemes: SchemeCard[] }>({ queryKey: ['schemes'] })
    .flatMap(([, data]) => data?.schemes ?? []);
  return cards.find((card) => card.scheme.name === scheme);
}

function stampNow(): string {
  const card = cardNow();
  return card ? divisionOf(card).stamp : '';
}
