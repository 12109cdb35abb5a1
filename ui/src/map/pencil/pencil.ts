// The pencil: it follows the pointer over a draft's grids, shows what a stroke would do, and tells what was drawn. It
// knows nothing of what becomes of it.

import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { Bounds } from '../../bridge/wire/Bounds';
import type { CornerMove } from '../../bridge/wire/CornerMove';
import type { EditTried } from '../../bridge/wire/EditTried';
import type { Position } from '../../bridge/wire/Position';
import type { Tokens } from '../../shared/tokens';
import { distance, type Frame, frameOf, latticeAt, onLattice, type Pixel, pixelOf, worldAt, worldOf } from './frame';
import { endsOf, type Handle, handleAt, handlesOf } from './handles';
import { isEnough, type Kind, type Line, withoutLast, withPoint } from './line';
import { type Mesh, meshOf, movedBy, NOTHING, type Outline, type Snapped, snap } from './mesh';
import { EMPTY, paint, type Scene } from './scene';

/** What the pencil is to do, and what it shows besides. */
export type Task = {
  /** What a press begins: nothing, a corner's way, a line or a ring. */
  draws: 'nothing' | 'corners' | Kind;
  /** The grids around. */
  outlines: readonly Outline[];
  chosen: readonly string[];
  /** The level that is shown: what changes at others is only outlined. */
  level: number;
  /** Corners that moved and wait to be done. */
  moves: readonly CornerMove[];
  /** The corner that was pressed. */
  corner: Position | null;
  /** A line or ring that is finished. */
  line: Line | null;
  /** What would change. */
  tried: EditTried | null;
  /** The grid that something goes to. */
  other: string | null;
  /** Where what is said of the stroke belongs; none: at the northern end of the grid in hand. */
  anchor: Position | null;
};

export type PencilListener = {
  moved(from: Position, to: Position): void;
  added(edge: [Position, Position], at: Position): void;
  pressed(corner: Position | null): void;
  /** So many points has the line that is being drawn. */
  drawing(points: number): void;
  drawn(line: Line): void;
  /** The map came to rest. */
  rested(bounds: Bounds): void;
  /** Where, on the map, what is said of the stroke belongs; null: nowhere. */
  anchored(at: Pixel | null): void;
};

export type Pencil = {
  take(task: Task | null): void;
  /** Whether the pencil, and not the map, answers a press there. */
  holds(at: Pixel): boolean;
  /** Takes the last point back; false: nothing is being drawn. */
  back(): boolean;
  /** Ends the line here; false: it cannot end, or there is none. */
  finish(): boolean;
  /** Lets go of the line that is being drawn; false: there is none. */
  drop(): boolean;
  close(): void;
};

/** How near the pointer must come for a stroke to catch, in pixels. */
const REACH = 11;
/** A press that moves less is a click. */
const STILL = 3;

export function openPencil(map: MapLibreMap, tokens: () => Tokens, listener: PencilListener): Pencil {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;pointer-events:none';
  canvas.dataset.testid = 'pencil';
  map.getCanvasContainer().append(canvas);

  let task: Task | null = null;
  let mesh: Mesh = NOTHING;
  let outlines: Outline[] = [];
  let handles: Handle[] = [];
  let line: Line = [];
  let pointer: Pixel | null = null;
  let caught: Snapped | null = null;
  let drag: { handle: Handle; from: Pixel; to: Position; isMoved: boolean } | null = null;
  let frame = frameNow();
  let asked = 0;

  function frameNow(): Frame {
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    const { lng, lat } = map.getCenter();
    return frameOf({ width, height }, [lng, lat], map.getZoom());
  }

  const soon = (): void => {
    if (asked === 0) asked = requestAnimationFrame(draw);
  };
  const draw = (): void => {
    asked = 0;
    paint(canvas, frame, sceneNow(), tokens());
    listener.anchored(anchorNow());
  };

  const place = (): void => {
    frame = frameNow();
    const path = task?.chosen[0];
    handles = task?.draws === 'corners' && path !== undefined && mayMove(task) ? handlesOf(mesh, path, frame) : [];
    // At once: the map is being drawn in this very frame, and a stroke must not lag behind it.
    cancelAnimationFrame(asked);
    draw();
  };
  const rest = (): void => {
    const bounds = map.getBounds();
    const { lng, lat } = map.getCenter();
    canvas.dataset.camera = `${lng},${lat},${map.getZoom()}`;
    listener.rested({
      west: bounds.getWest(),
      south: bounds.getSouth(),
      east: bounds.getEast(),
      north: bounds.getNorth(),
    });
  };

  const isDrawing = (): boolean => (task?.draws === 'line' || task?.draws === 'ring') && task.line === null;

  /** Where a stroke to a pixel goes: where it catches, else right there. */
  const aim = (pixel: Pixel, isFree: boolean, without: string | null): Position => {
    const world = worldAt(frame, pixel);
    caught = isFree ? null : snap(mesh, world, REACH / frame.scale, without);
    return caught?.at ?? latticeAt(world);
  };

  const pointerMoved = (event: MapMouseEvent): void => {
    if (!task || drag) return;
    pointer = event.point;
    if (isDrawing()) {
      aim(event.point, event.originalEvent.altKey, null);
      map.getCanvas().style.cursor = 'crosshair';
      soon();
    } else if (task.draws === 'corners') {
      const before = caught;
      caught = null;
      if (handleAt(handles, event.point)) map.getCanvas().style.cursor = 'move';
      if (before) soon();
    }
  };
  const pressed = (event: MapMouseEvent): void => {
    if (task?.draws !== 'corners' || event.originalEvent.button !== 0) return;
    const handle = handleAt(handles, event.point);
    if (!handle) return;
    // The map stays where it is.
    event.preventDefault();
    drag = { handle, from: event.point, to: latticeAt(worldAt(frame, event.point)), isMoved: false };
    window.addEventListener('mousemove', dragged);
    window.addEventListener('mouseup', released, { once: true });
  };
  const dragged = (event: MouseEvent): void => {
    if (!drag) return;
    const box = map.getContainer().getBoundingClientRect();
    const pixel = { x: event.clientX - box.left, y: event.clientY - box.top };
    if (!drag.isMoved && distance(pixel, drag.from) < STILL) return;
    drag.isMoved = true;
    const without = drag.handle.kind === 'corner' ? drag.handle.corner.key : null;
    drag.to = aim(pixel, event.altKey, without);
    soon();
  };
  const released = (): void => {
    window.removeEventListener('mousemove', dragged);
    const done = drag;
    drag = null;
    caught = null;
    if (!done) return;
    const { handle, to, isMoved } = done;
    if (!isMoved) listener.pressed(handle.kind === 'corner' ? handle.corner.at : null);
    else if (handle.kind === 'corner') listener.moved(handle.corner.at, to);
    else listener.added(endsOf(handle.edge), to);
    soon();
  };
  const clicked = (event: MapMouseEvent): void => {
    if (!isDrawing()) return;
    line = withPoint(line, aim(event.point, event.originalEvent.altKey, null));
    listener.drawing(line.length);
    soon();
  };
  const finish = (): boolean => {
    if (!isDrawing() || !task || task.draws === 'nothing' || task.draws === 'corners') return false;
    if (!isEnough(line, task.draws)) return line.length > 0;
    const done = line;
    line = [];
    caught = null;
    listener.drawn(done);
    return true;
  };
  const left = (): void => {
    pointer = null;
    if (!drag) caught = null;
    soon();
  };

  const sceneNow = (): Scene => {
    if (!task) return EMPTY;
    const { tried, chosen } = task;
    const scene: Scene = { outlines: [], lines: [], handles: [], mark: null, faults: [] };
    const changed = new Set(tried?.changes.map(({ path, was_at }) => was_at ?? path));
    for (const outline of outlines) {
      const isChosen = chosen.includes(outline.path);
      if (changed.has(outline.path)) continue;
      if (isChosen || outline.path === task.other) {
        scene.outlines.push({ part: isChosen ? 'chosen' : 'other', shape: outline.shape });
      }
    }
    for (const change of tried?.changes ?? []) {
      const was = task.outlines.find(({ path }) => path === (change.was_at ?? change.path));
      if (was && change.becomes === null) scene.outlines.push({ part: 'goes', shape: was.shape });
      else if (was) scene.outlines.push({ part: change.shape ? 'was' : 'chosen', shape: was.shape });
      const part = change.level === task.level ? 'becomes' : 'alike';
      if (change.shape) scene.outlines.push({ part, shape: change.shape });
    }
    scene.faults = tried?.faults.map(({ place: [longitude, latitude] }) => onLattice(longitude, latitude)) ?? [];
    if (drag?.isMoved) scene.outlines.push(...inHand(drag.handle, drag.to));
    if (task.line) scene.lines.push({ points: closed(task.line, task.draws), isDashed: false });
    if (line.length > 0) {
      scene.lines.push({ points: line, isDashed: false });
      const to = pointer && isDrawing() ? (caught?.at ?? latticeAt(worldAt(frame, pointer))) : null;
      const last = line.at(-1);
      const first = line[0];
      if (to && last) {
        const ahead = task.draws === 'ring' && first && line.length > 1 ? [last, to, first] : [last, to];
        scene.lines.push({ points: ahead, isDashed: true });
      }
    }
    for (const at of line) {
      scene.handles.push({ at: pixelOf(frame, worldOf(at)), kind: 'point', isShared: false, isPressed: false });
    }
    for (const handle of drag?.isMoved ? [] : handles) {
      const isPressed = handle.kind === 'corner' && task.corner !== null && handle.corner.key === task.corner.join();
      const isShared = (handle.kind === 'corner' ? handle.corner : handle.edge).paths.length > 1;
      scene.handles.push({
        at: handle.at,
        kind: handle.kind,
        isShared: isShared && handle.kind === 'corner',
        isPressed,
      });
    }
    if (caught && (isDrawing() || drag)) scene.mark = { at: caught.at, to: caught.to };
    return scene;
  };

  /** The grids that a corner in hand moves with it, as they would be. */
  const inHand = (handle: Handle, to: Position): Scene['outlines'] => {
    const { paths } = handle.kind === 'corner' ? handle.corner : handle.edge;
    const touched = outlines.filter(({ path }) => paths.includes(path));
    if (handle.kind === 'corner') {
      const moved = movedBy(touched, [{ from: handle.corner.at, to }]);
      return moved.map(({ shape }) => ({ part: 'becomes' as const, shape }));
    }
    const [a, b] = endsOf(handle.edge);
    return [{ part: 'becomes', shape: [[[a, to, b]]] }];
  };

  const anchorNow = (): Pixel | null => {
    const at = task ? (task.anchor ?? northOf(task, outlines)) : null;
    return at && pixelOf(frame, worldOf(at));
  };

  map.on('move', place);
  map.on('resize', place);
  map.on('moveend', rest);
  map.on('mousemove', pointerMoved);
  map.on('mousedown', pressed);
  map.on('mouseout', left);
  map.on('click', clicked);
  map.on('dblclick', finish);

  return {
    take: (next) => {
      const wasOff = task === null;
      if (next?.draws !== task?.draws || next?.chosen[0] !== task?.chosen[0]) line = [];
      const isOther = next?.outlines !== task?.outlines || next?.moves !== task?.moves;
      task = next;
      if (isOther) {
        outlines = next ? movedBy(next.outlines, next.moves) : [];
        mesh = meshOf(outlines);
      }
      if (!next) caught = null;
      if (next?.draws === 'nothing' || !next) map.getCanvas().style.cursor = '';
      place();
      if (next && wasOff) rest();
    },
    holds: (at) => isDrawing() || drag !== null || (task?.draws === 'corners' && handleAt(handles, at) !== null),
    back: () => {
      if (line.length === 0) return false;
      line = withoutLast(line);
      listener.drawing(line.length);
      soon();
      return true;
    },
    finish,
    drop: () => {
      if (drag) {
        drag = null;
        caught = null;
        window.removeEventListener('mousemove', dragged);
        soon();
        return true;
      }
      if (line.length === 0) return false;
      line = [];
      listener.drawing(0);
      soon();
      return true;
    },
    close: () => {
      cancelAnimationFrame(asked);
      window.removeEventListener('mousemove', dragged);
      window.removeEventListener('mouseup', released);
      map.off('move', place);
      map.off('resize', place);
      map.off('moveend', rest);
      map.off('mousemove', pointerMoved);
      map.off('mousedown', pressed);
      map.off('mouseout', left);
      map.off('click', clicked);
      map.off('dblclick', finish);
      canvas.remove();
    },
  };
}

/** Corners move one kind of change at a time: what waits must be done or taken back first. */
function mayMove({ tried, moves }: Task): boolean {
  return tried === null || moves.length > 0;
}

function closed(line: Line, draws: Task['draws']): Line {
  const first = line[0];
  return draws === 'ring' && first ? [...line, first] : line;
}

/** What is said of a grid stands above it, not on it. */
function northOf({ chosen, other }: Task, outlines: readonly Outline[]): Position | null {
  const path = other ?? chosen[0];
  const ring = outlines.find((outline) => outline.path === path)?.shape[0]?.[0];
  if (!ring) return null;
  return ring.reduce((north, at) => (at[1] > north[1] ? at : north));
}
