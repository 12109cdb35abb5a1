// What the pencil shows: outlines, lines, handles, and the mark where a stroke would catch. Painted on a canvas of its
// own above the map, so that a stroke that moves costs no frame of the map.

import type { Position } from '../../bridge/wire/Position';
import type { Tokens } from '../../shared/tokens';
import { type Frame, type Pixel, pixelOf, worldOf } from './frame';

/** How an outline is meant. */
export type Part =
  /** A chosen grid as it is. */
  | 'chosen'
  /** A grid as it would be. */
  | 'becomes'
  /** A grid of another level as it would be. */
  | 'alike'
  /** A grid as it was, where it would be another. */
  | 'was'
  /** A grid that would go. */
  | 'goes'
  /** Whom something goes to. */
  | 'other';

export type Scene = {
  outlines: { part: Part; shape: Position[][][] }[];
  /** Lines that were drawn or are being drawn; dashed ones are not drawn yet. */
  lines: { points: readonly Position[]; isDashed: boolean }[];
  /** Corners to take hold of. */
  handles: { at: Pixel; kind: 'corner' | 'middle' | 'point'; isShared: boolean; isPressed: boolean }[];
  /** Where the stroke would catch. */
  mark: { at: Position; to: 'corner' | 'edge' } | null;
  /** Faults that the change would make. */
  faults: Position[];
};

export const EMPTY: Scene = { outlines: [], lines: [], handles: [], mark: null, faults: [] };

const COLOURS: Record<Part, (tokens: Tokens) => string> = {
  chosen: ({ accent }) => accent,
  becomes: ({ accent }) => accent,
  alike: ({ accent }) => accent,
  was: ({ textQuiet }) => textQuiet,
  goes: ({ overdue }) => overdue,
  other: ({ underWay }) => underWay,
};
/** How much of its colour lies over an outline's ground. */
const WASHES: Record<Part, number> = { chosen: 0.08, becomes: 0.13, alike: 0, was: 0, goes: 0.16, other: 0.14 };
const TURN = 2 * Math.PI;
const DASHES = [6, 5];

export function paint(canvas: HTMLCanvasElement, frame: Frame, scene: Scene, tokens: Tokens): void {
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(frame.width * ratio), Math.round(frame.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, frame.width, frame.height);
  pen.lineJoin = 'round';
  for (const outline of scene.outlines) paintOutline(pen, frame, outline, tokens);
  for (const line of scene.lines) paintLine(pen, frame, line, tokens);
  for (const handle of scene.handles) paintHandle(pen, handle, tokens);
  for (const fault of scene.faults) paintFault(pen, pixelOf(frame, worldOf(fault)), tokens);
  if (scene.mark) paintMark(pen, pixelOf(frame, worldOf(scene.mark.at)), scene.mark.to, tokens);
}

type Pen = CanvasRenderingContext2D;

function paintOutline(pen: Pen, frame: Frame, { part, shape }: Scene['outlines'][number], tokens: Tokens): void {
  const colour = COLOURS[part](tokens);
  const wash = WASHES[part];
  pen.beginPath();
  for (const ring of shape.flat()) trace(pen, frame, ring);
  if (wash > 0) {
    pen.globalAlpha = wash;
    pen.fillStyle = colour;
    pen.fill('evenodd');
    pen.globalAlpha = 1;
  }
  pen.setLineDash(part === 'was' || part === 'goes' ? DASHES : []);
  stroke(pen, colour, part === 'was' || part === 'alike' ? 1.5 : 2.5, tokens);
  pen.setLineDash([]);
}

function paintLine(pen: Pen, frame: Frame, { points, isDashed }: Scene['lines'][number], tokens: Tokens): void {
  pen.beginPath();
  trace(pen, frame, points);
  pen.setLineDash(isDashed ? DASHES : []);
  stroke(pen, tokens.waiting, 2.5, tokens);
  pen.setLineDash([]);
}

/** A line with a halo: it must be seen on land, water and labels. */
function stroke(pen: Pen, colour: string, width: number, tokens: Tokens): void {
  pen.strokeStyle = tokens.mapHalo;
  pen.globalAlpha = 0.7;
  pen.lineWidth = width + 2.5;
  pen.stroke();
  pen.globalAlpha = 1;
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
}

function trace(pen: Pen, frame: Frame, points: readonly Position[]): void {
  for (const [at, point] of points.entries()) {
    const { x, y } = pixelOf(frame, worldOf(point));
    if (at === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
}

/** A corner is a square, full where neighbours share it; the middle of an edge a small ring; a point of a line a dot. */
function paintHandle(pen: Pen, { at, kind, isShared, isPressed }: Scene['handles'][number], tokens: Tokens): void {
  const half = kind === 'middle' ? 3.5 : 4.5;
  pen.beginPath();
  if (kind === 'corner') pen.rect(at.x - half, at.y - half, 2 * half, 2 * half);
  else pen.arc(at.x, at.y, half, 0, TURN);
  const colour = kind === 'point' ? tokens.waiting : tokens.accent;
  pen.fillStyle = isPressed ? tokens.waiting : isShared ? colour : tokens.surface1;
  pen.globalAlpha = kind === 'middle' ? 0.85 : 1;
  pen.fill();
  pen.globalAlpha = 1;
  pen.lineWidth = 1.8;
  pen.strokeStyle = isShared && !isPressed ? tokens.mapHalo : isPressed ? tokens.mapHalo : colour;
  pen.stroke();
}

function paintMark(pen: Pen, { x, y }: Pixel, to: 'corner' | 'edge', tokens: Tokens): void {
  pen.beginPath();
  if (to === 'corner') pen.rect(x - 8, y - 8, 16, 16);
  else {
    pen.moveTo(x, y - 9);
    pen.lineTo(x + 9, y);
    pen.lineTo(x, y + 9);
    pen.lineTo(x - 9, y);
    pen.closePath();
  }
  stroke(pen, tokens.waiting, 2, tokens);
}

function paintFault(pen: Pen, { x, y }: Pixel, tokens: Tokens): void {
  pen.beginPath();
  pen.arc(x, y, 11, 0, TURN);
  stroke(pen, tokens.overdue, 2.5, tokens);
}
