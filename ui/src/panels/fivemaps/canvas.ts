// A level's grids on a small canvas: drawn from the desk's outlines, found again under the pointer.

import type { OutlineList } from '../../bridge/wire/OutlineList';
import { BLANK } from '../../desk/measures';

/** One grid on the paper. */
export type Drawn = { path: string; shape: Path2D; box: Box };
export type Box = { left: number; top: number; right: number; bottom: number };

/** All grids of a level on their paper. */
export type Paper = { width: number; height: number; border: Path2D; grids: Drawn[]; byPath: Map<string, Drawn> };

/** Where the paper lies on the canvas, in its pixels. */
export type Fit = { scale: number; left: number; top: number };

export type Inks = { land: string; edge: string; blank: string; colours: readonly string[] };

/** A line this many pixels wide, whatever the scale. */
const HAIR = 1;
/** From so many grids on borders are thinner than a pixel, and from the second number on there is no room for any. */
const [MANY, TOO_MANY] = [300, 600];

export function paperOf(list: OutlineList): Paper {
  const grids = list.outlines.map(({ path, rings }): Drawn => {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    return { path, shape: shapeOf(rings, box), box };
  });
  return {
    width: list.width,
    height: list.height,
    border: shapeOf(list.border, null),
    grids,
    byPath: new Map(grids.map((one) => [one.path, one])),
  };
}

/** The paper in the middle of the canvas, as large as it goes. */
export function fitOn(
  { width, height }: Pick<Paper, 'width' | 'height'>,
  canvas: HTMLCanvasElement,
  margin: number,
): Fit {
  const [across, down] = [canvas.width - 2 * margin, canvas.height - 2 * margin];
  const scale = Math.max(0.001, Math.min(across / Math.max(1, width), down / Math.max(1, height)));
  return { scale, left: (canvas.width - width * scale) / 2, top: (canvas.height - height * scale) / 2 };
}

/** Draws all grids, each in the colour of its class. One path for each class: neighbours in it have no seam. */
export function draw(
  canvas: HTMLCanvasElement,
  paper: Paper,
  at: Fit,
  stepOf: (path: string) => number,
  inks: Inks,
): void {
  const pen = clean(canvas);
  if (!pen) return;
  lay(pen, at);
  const byStep = new Map<number, Path2D>();
  const all = new Path2D();
  for (const { path, shape } of paper.grids) {
    const step = stepOf(path);
    const one = byStep.get(step) ?? new Path2D();
    one.addPath(shape);
    byStep.set(step, one);
    all.addPath(shape);
  }
  pen.fillStyle = inks.land;
  pen.fill(paper.border, 'evenodd');
  for (const [step, shapes] of byStep) {
    pen.fillStyle = step === BLANK ? hatch(pen, inks, at) : (inks.colours[step] ?? inks.land);
    pen.fill(shapes, 'evenodd');
  }
  pen.strokeStyle = inks.edge;
  pen.lineJoin = 'round';
  pen.lineWidth = ((paper.grids.length > MANY ? HAIR / 4 : HAIR) * window.devicePixelRatio) / at.scale;
  if (paper.grids.length < TOO_MANY) pen.stroke(all);
  pen.lineWidth = (HAIR * window.devicePixelRatio) / at.scale;
  pen.stroke(paper.border);
}

/** Outlines some grids over the drawing, each in its colour. */
export function outline(
  canvas: HTMLCanvasElement,
  paper: Paper,
  at: Fit,
  marks: { path: string; colour: string }[],
): void {
  const pen = clean(canvas);
  if (!pen) return;
  lay(pen, at);
  pen.lineJoin = 'round';
  for (const { path, colour } of marks) {
    const found = paper.byPath.get(path);
    if (!found) continue;
    pen.strokeStyle = colour;
    pen.lineWidth = (2 * window.devicePixelRatio) / at.scale;
    pen.stroke(found.shape);
    if (isSpeck(found.box, at)) ring(pen, found.box, at);
  }
}

/** The grid at a pixel of the canvas; where several lie, the last drawn. */
export function gridAt(canvas: HTMLCanvasElement, paper: Paper, at: Fit, x: number, y: number): string | null {
  const pen = canvas.getContext('2d');
  const [across, down] = [(x - at.left) / at.scale, (y - at.top) / at.scale];
  if (!pen) return null;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  for (let index = paper.grids.length - 1; index >= 0; index -= 1) {
    const one = paper.grids[index];
    if (one && holds(one.box, across, down) && pen.isPointInPath(one.shape, across, down, 'evenodd')) return one.path;
  }
  return null;
}

/** The nearest grid in a direction, by the middles of their boxes; without a start, the one in the middle. */
export function nextTo(paper: Paper, from: string | null, [right, down]: [number, number]): string | null {
  const start = from === null ? undefined : paper.byPath.get(from);
  const [x, y] = start ? middle(start.box) : [paper.width / 2, paper.height / 2];
  let best: { path: string; cost: number } | null = null;
  for (const one of paper.grids) {
    if (one === start) continue;
    const [toX, toY] = middle(one.box);
    const [dx, dy] = [toX - x, toY - y];
    const along = dx * right + dy * down;
    const aside = Math.abs(dx * down - dy * right);
    if (start && along <= aside * 0.35) continue;
    const cost = start ? along + aside * 2 : Math.hypot(dx, dy);
    if (!best || cost < best.cost) best = { path: one.path, cost };
  }
  return best?.path ?? null;
}

function shapeOf(rings: number[][], box: Box | null): Path2D {
  const shape = new Path2D();
  for (const ring of rings) {
    let [x, y] = [0, 0];
    for (let at = 0; at + 1 < ring.length; at += 2) {
      x += ring[at] ?? 0;
      y += ring[at + 1] ?? 0;
      if (at === 0) shape.moveTo(x, y);
      else shape.lineTo(x, y);
      if (!box) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
    shape.closePath();
  }
  return shape;
}

function clean(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const pen = canvas.getContext('2d');
  pen?.setTransform(1, 0, 0, 1, 0, 0);
  pen?.clearRect(0, 0, canvas.width, canvas.height);
  return pen;
}

function lay(pen: CanvasRenderingContext2D, { scale, left, top }: Fit): void {
  pen.setTransform(scale, 0, 0, scale, left, top);
}

/** Slanted lines, as the large map draws what has no figure. */
function hatch(pen: CanvasRenderingContext2D, inks: Inks, at: Fit): CanvasPattern | string {
  const size = Math.round(6 * window.devicePixelRatio);
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const own = tile.getContext('2d');
  if (!own) return inks.land;
  own.strokeStyle = inks.blank;
  own.lineWidth = window.devicePixelRatio;
  own.beginPath();
  for (const shift of [-size, 0, size]) {
    own.moveTo(shift, size);
    own.lineTo(shift + size, 0);
  }
  own.stroke();
  const pattern = pen.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / at.scale));
  return pattern ?? inks.land;
}

/** What would be lost under its own border gets a ring around it. */
function isSpeck(box: Box, { scale }: Fit): boolean {
  return Math.max(box.right - box.left, box.bottom - box.top) * scale < 9 * window.devicePixelRatio;
}

function ring(pen: CanvasRenderingContext2D, box: Box, { scale }: Fit): void {
  const [x, y] = middle(box);
  pen.beginPath();
  pen.arc(x, y, (8 * window.devicePixelRatio) / scale, 0, 2 * Math.PI);
  pen.stroke();
}

function middle({ left, right, top, bottom }: Box): [number, number] {
  return [(left + right) / 2, (top + bottom) / 2];
}

function holds({ left, right, top, bottom }: Box, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
