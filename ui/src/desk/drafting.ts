// The ground of the order that is being composed: grids that were put on its list, what was drawn on the map for it,
// and the tool that is in hand.

import { create } from 'zustand';
import type { Answering } from '../bridge/wire/Answering';
import type { Asked } from '../bridge/wire/Asked';
import type { Attachment } from '../bridge/wire/Attachment';
import type { GridLine } from '../bridge/wire/GridLine';
import type { Ground } from '../bridge/wire/Ground';
import type { IncidentCard } from '../bridge/wire/IncidentCard';
import type { IncidentLine } from '../bridge/wire/IncidentLine';
import type { Order } from '../bridge/wire/Order';
import type { OrderKind } from '../bridge/wire/OrderKind';
import type { Position } from '../bridge/wire/Position';
import type { Priority } from '../bridge/wire/Priority';
import type { Sketch } from '../bridge/wire/Sketch';
import type { SketchShape } from '../bridge/wire/SketchShape';
import type { Target } from '../bridge/wire/Target';
import type { Template } from '../bridge/wire/Template';
import { place } from './place';

export type Drawn = Extract<Ground, { ground: 'lasso' | 'around' }>;
/** A stroke on the map; a point is for showing, and no ground. */
export type Stroke = Drawn | { ground: 'point'; at: Position };
export type Tool = 'lasso' | 'circle' | 'point';
/** What a stroke is for: whom the order is for, or what it shows to whoever gets it. */
export type Purpose = 'target' | 'sketch';
export type Named = { path: string; name: string };

/** What an order that is composed begins with, where that is not nothing. */
export type Start = {
  text: string;
  /** The fields of the text that are to be filled in. */
  fields: readonly string[];
  kind: OrderKind;
  priority: Priority;
  /** Minutes from sending; 0: no deadline. */
  minutes: number;
  target: Target;
  answering: Answering | null;
  answer: Asked | null;
  /** What stands beside the words; nothing when it is not said. */
  attachments?: readonly Attachment[];
  /** The template that it is filled in from. */
  template: Template | null;
  /** The earlier order that it corrects. */
  corrects: Order | null;
  /** The incident that it is made of. */
  incident?: IncidentLine;
};

export type Drafting = {
  /** Grids on the list, each with all below it. */
  tops: readonly Named[];
  /** Grids that were named without what is below them: kept as they came. */
  others: readonly Ground[];
  /** What was drawn on the map. */
  drawn: readonly Drawn[];
  /** What the next stroke on the map is; null: the map is as ever. */
  tool: Tool | null;
  purpose: Purpose;
  /** What was drawn on the map to be shown to whoever gets the order. */
  sketches: readonly Sketch[];
  start: Start | null;
  /** Grows whenever an order begins with something else. */
  turn: number;
};

const NOTHING = { tops: [], others: [], drawn: [], tool: null, purpose: 'target' as const, sketches: [], start: null };

export const useDrafting = create<Drafting>(() => ({ ...NOTHING, turn: 0 }));
export const draftingNow = useDrafting.getState;
export const onDrafting = useDrafting.subscribe;

/** While an order begins with something, its ground is not what the last one had. */
let isBeginning = false;

/** Composes an order that begins with a template, a saved target or an earlier order. */
export function beginWith(start: Start, nameOf: (path: string) => string): void {
  const ground = start.target.ground ?? [];
  const listed = ground.flatMap((piece) => (piece.ground === 'below' ? piece.tops : []));
  const turn = draftingNow().turn + 1;
  isBeginning = true;
  place.set({ composing: start.target.subtree, tab: 'compose', view: 'dispatch' });
  isBeginning = false;
  useDrafting.setState({
    tops: listed.map((path) => ({ path, name: nameOf(path) })),
    others: ground.filter((piece) => piece.ground === 'grids'),
    drawn: ground.filter((piece) => piece.ground === 'lasso' || piece.ground === 'around'),
    tool: null,
    purpose: 'target',
    sketches: (start.attachments ?? []).flatMap((one) => (one.is === 'sketch' ? [one.sketch] : [])),
    start,
    turn,
  });
}

/** Composes the order that is to stand in the place of an earlier one, and begins with what that one said. */
export function correct(order: Order, nameOf: (path: string) => string): void {
  const { text, kind, priority, target, answering, answer = { holds: 'nothing' }, issued, deadline } = order;
  const minutes = deadline === null ? 0 : Math.max(1, Math.round((Date.parse(deadline) - Date.parse(issued)) / 60_000));
  const said = { text, kind, priority, minutes, target, answering, answer };
  const attachments = order.attachments ?? [];
  beginWith({ ...said, attachments, fields: [], template: null, corrects: order }, nameOf);
}

/** Composes an order to those of whom an earlier one still waits for an answer when this one is sent. */
export function chase(order: Order, nameOf: (path: string) => string): void {
  const { kind, priority, id } = order;
  const target = { subtree: order.target.subtree, levels: [], roles: [], having: null, unanswered: id };
  const said = { text: '', kind, priority, minutes: 10, target, answering: null, answer: null };
  beginWith({ ...said, fields: [], template: null, corrects: null }, nameOf);
}

/** Composes the order that an instruction on the phone was: to the caller's grid, and to nothing below it. */
export function instruct(grid: GridLine, text: string): void {
  const target = { subtree: grid.path, levels: [grid.level], roles: [], having: null };
  const said = { text, kind: 'command' as const, priority: 'normal' as const, minutes: 10, target, answering: null };
  beginWith({ ...said, answer: null, fields: [], template: null, corrects: null }, () => grid.name);
}

/** Composes an order of an incident: to the grid where it is, with its words, photos and place. */
export function orderOf({ line, attachments }: IncidentCard, level: number): void {
  const target = { subtree: line.grid, levels: [level], roles: [], having: null };
  const said = { text: line.words, kind: 'command' as const, priority: line.urgency, minutes: 30, target };
  const shown: Attachment[] =
    line.place === null
      ? []
      : [{ is: 'sketch', sketch: { name: line.number, shape: { shape: 'point', at: line.place } } }];
  beginWith(
    {
      ...said,
      attachments: [...attachments, ...shown],
      answering: null,
      answer: null,
      fields: [],
      template: null,
      corrects: null,
      incident: line,
    },
    () => line.grid_name,
  );
}

/** The ground goes with its order; returns how to stop. */
export function keepDrafting(): () => void {
  let composing = place.get().composing;
  return place.subscribe((now) => {
    if (now.composing !== composing && !isBeginning) {
      useDrafting.setState(({ turn }) => ({ ...NOTHING, turn: turn + 1 }));
    }
    composing = now.composing;
    // A tool is for an order that one sees.
    if (now.tab !== 'compose') dropTool();
  });
}

/** Takes a tool in hand, or puts it down again. */
export function takeTool(tool: Tool, purpose: Purpose = 'target'): void {
  useDrafting.setState((before) => ({
    tool: before.tool === tool && before.purpose === purpose ? null : tool,
    purpose,
  }));
}

export function dropTool(): boolean {
  const had = draftingNow().tool !== null;
  if (had) useDrafting.setState({ tool: null });
  return had;
}

/** A stroke is finished: it counts, and the map is as ever. */
export function addDrawn(piece: Stroke): void {
  useDrafting.setState(({ drawn, sketches, purpose }) =>
    piece.ground === 'point' || purpose === 'sketch'
      ? { sketches: [...sketches, { name: '', shape: sketched(piece) }], tool: null }
      : { drawn: [...drawn, piece], tool: null },
  );
}

function sketched(piece: Stroke): SketchShape {
  if (piece.ground === 'point') return { shape: 'point', at: piece.at };
  if (piece.ground === 'lasso') return { shape: 'area', line: piece.line };
  return { shape: 'circle', centre: piece.centre, metres: piece.metres };
}

export function nameSketch(sketch: Sketch, name: string): void {
  useDrafting.setState(({ sketches }) => ({
    sketches: sketches.map((one) => (one === sketch ? { ...one, name } : one)),
  }));
}

export function removeSketch(sketch: Sketch): void {
  useDrafting.setState(({ sketches }) => ({ sketches: sketches.filter((one) => one !== sketch) }));
}

export function removeDrawn(piece: Drawn): void {
  useDrafting.setState(({ drawn }) => ({ drawn: drawn.filter((one) => one !== piece) }));
}

/** Puts a grid on the list of the order that is being composed, and shows the order again. */
export function addTop(top: Named): void {
  useDrafting.setState(({ tops }) => ({ tops: [...tops.filter(({ path }) => path !== top.path), top] }));
  place.set({ tab: 'compose' });
}

export function removeTop(path: string): void {
  useDrafting.setState(({ tops }) => ({ tops: tops.filter((top) => top.path !== path) }));
}

/** Puts these grids on the list in place of all that lie in `within`. */
export function setTops(within: readonly string[], chosen: readonly Named[]): void {
  useDrafting.setState(({ tops }) => ({ tops: [...tops.filter((top) => !within.includes(top.path)), ...chosen] }));
}

export function dropOthers(): void {
  useDrafting.setState({ others: [] });
}
