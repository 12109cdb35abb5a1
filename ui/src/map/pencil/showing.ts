// What the pencil shows: grids as they are and as they would be, the line that is being drawn, the corner in hand.

import type { Position } from '../../bridge/wire/Position';
import { type Frame, onLattice, pixelOf, worldOf } from './frame';
import { endsOf, type Handle } from './handles';
import type { Line } from './line';
import { keyOf, movedBy, type Outline, type Snapped } from './mesh';
import type { Task } from './pencil';
import { EMPTY, type Scene } from './scene';

/** What is under way, beside the task. */
export type Stroke = {
  /** The grids around, with the corners where they wait to be. */
  outlines: readonly Outline[];
  handles: readonly Handle[];
  /** A corner or a middle in hand, and where it is now. */
  held: { handle: Handle; to: Position } | null;
  /** The line that is being drawn, and where its next point would be. */
  line: Line;
  ahead: Position | null;
  caught: Snapped | null;
};

export function sceneOf(task: Task | null, stroke: Stroke, frame: Frame): Scene {
  if (!task) return EMPTY;
  const { held, line, ahead, caught } = stroke;
  return {
    outlines: [...asItIs(task, stroke.outlines), ...asItWouldBe(task), ...(held ? inHand(held, stroke.outlines) : [])],
    lines: linesOf(task, line, ahead),
    handles: [...pointsOf(line, frame), ...(held ? [] : stroke.handles.map((handle) => shown(handle, task.corner)))],
    mark: caught && { at: caught.at, to: caught.to },
    faults: task.tried?.faults.map(({ place: [longitude, latitude] }) => onLattice(longitude, latitude)) ?? [],
  };
}

/** The chosen grids and the one that something goes to, where they don't change. */
function asItIs({ tried, chosen, other }: Task, outlines: readonly Outline[]): Scene['outlines'] {
  const changed = new Set(tried?.changes.map(({ path, was_at }) => was_at ?? path));
  return outlines.flatMap(({ path, shape }) => {
    const isChosen = chosen.includes(path);
    if (changed.has(path) || !(isChosen || path === other)) return [];
    return [{ part: isChosen ? ('chosen' as const) : ('other' as const), shape }];
  });
}

/** What changes: as it was, below how it would be. */
function asItWouldBe({ tried, level, outlines }: Task): Scene['outlines'] {
  const scene: Scene['outlines'] = [];
  for (const change of tried?.changes ?? []) {
    const was = outlines.find(({ path }) => path === (change.was_at ?? change.path));
    if (was && change.becomes === null) scene.push({ part: 'goes', shape: was.shape });
    else if (was) scene.push({ part: change.shape ? 'was' : 'chosen', shape: was.shape });
    if (change.shape) scene.push({ part: change.level === level ? 'becomes' : 'alike', shape: change.shape });
  }
  return scene;
}

/** The grids that a corner in hand moves with it, as they would be; of a new corner, its edge. */
function inHand({ handle, to }: { handle: Handle; to: Position }, outlines: readonly Outline[]): Scene['outlines'] {
  if (handle.kind === 'middle') {
    const [a, b] = endsOf(handle.edge);
    return [{ part: 'becomes', shape: [[[a, to, b]]] }];
  }
  const { at: from, paths } = handle.corner;
  const touched = outlines.filter(({ path }) => paths.includes(path));
  return movedBy(touched, [{ from, to }]).map(({ shape }) => ({ part: 'becomes', shape }));
}

/** The line that is finished, the one that is being drawn, and, dashed, where it would go on. */
function linesOf({ line: finished, draws }: Task, line: Line, ahead: Position | null): Scene['lines'] {
  const lines = [finished && closed(finished, draws), line.length > 0 ? line : null];
  const solid = lines.flatMap((points) => (points ? [{ points, isDashed: false }] : []));
  const [first, last] = [line[0], line.at(-1)];
  if (!ahead || !first || !last) return solid;
  const isRing = draws === 'ring' && line.length > 1;
  return [...solid, { points: isRing ? [last, ahead, first] : [last, ahead], isDashed: true }];
}

function closed(line: Line, draws: Task['draws']): Line {
  const first = line[0];
  return draws === 'ring' && first ? [...line, first] : line;
}

function pointsOf(line: Line, frame: Frame): Scene['handles'] {
  const at = (point: Position) => pixelOf(frame, worldOf(point));
  return line.map((point) => ({ at: at(point), kind: 'point', isShared: false, isPressed: false }));
}

function shown(handle: Handle, pressed: Position | null): Scene['handles'][number] {
  const { at, kind } = handle;
  if (kind === 'middle') return { at, kind, isShared: false, isPressed: false };
  const { key, paths } = handle.corner;
  return { at, kind, isShared: paths.length > 1, isPressed: pressed !== null && key === keyOf(pressed) };
}
