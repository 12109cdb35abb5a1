// The pencil: it follows the pointer over a draft's grids, shows what a stroke would do, and tells what was drawn. It
// knows nothing of what becomes of it.

import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { Bounds } from '../../bridge/wire/Bounds';
import type { CornerMove } from '../../bridge/wire/CornerMove';
import type { EditTried } from '../../bridge/wire/EditTried';
import type { Position } from '../../bridge/wire/Position';
import type { Tokens } from '../../shared/tokens';
import { distance, type Frame, frameOf, latticeAt, type Pixel, pixelOf, worldAt, worldOf } from './frame';
import { endsOf, type Handle, handleAt, handlesOf } from './handles';
import { isEnough, type Kind, type Line, withoutLast, withPoint } from './line';
import { keyOf, type Mesh, meshOf, movedBy, NOTHING, type Outline, type Snapped, snap } from './mesh';
import { paint } from './scene';
import { sceneOf } from './showing';

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
    const held = drag?.isMoved ? drag : null;
    const stroke = { outlines, handles, held, line, ahead: aheadNow(), caught: isDrawing() || drag ? caught : null };
    paint(canvas, frame, sceneOf(task, stroke, frame), tokens());
    listener.anchored(anchorNow());
  };

  const place = (): void => {
    frame = frameNow();
    const path = task?.chosen[0];
    const isAtCorners = task?.draws === 'corners' && path !== undefined && mayMove(task);
    handles = isAtCorners ? handlesOf(mesh, path, frame, task?.corner && keyOf(task.corner)) : [];
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
  /** Where the next point of a line would be. */
  const aheadNow = (): Position | null =>
    pointer && isDrawing() ? (caught?.at ?? latticeAt(worldAt(frame, pointer))) : null;
  const draws = (next: Line): void => {
    line = next;
    listener.drawing(line.length);
    soon();
  };
  /** Lets go of what is in hand. */
  const letGo = (): typeof drag => {
    const held = drag;
    drag = null;
    caught = null;
    window.removeEventListener('mousemove', dragged);
    soon();
    return held;
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
    const held = letGo();
    if (!held) return;
    const { handle, to, isMoved } = held;
    if (!isMoved) listener.pressed(handle.kind === 'corner' ? handle.corner.at : null);
    else if (handle.kind === 'corner') listener.moved(handle.corner.at, to);
    else listener.added(endsOf(handle.edge), to);
  };
  const clicked = (event: MapMouseEvent): void => {
    if (isDrawing()) draws(withPoint(line, aim(event.point, event.originalEvent.altKey, null)));
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

  const anchorNow = (): Pixel | null => {
    const at = task ? (task.anchor ?? northOf(task, outlines)) : null;
    return at && pixelOf(frame, worldOf(at));
  };

  const hearing = [
    map.on('move', place),
    map.on('resize', place),
    map.on('moveend', rest),
    map.on('mousemove', pointerMoved),
    map.on('mousedown', pressed),
    map.on('mouseout', left),
    map.on('click', clicked),
    map.on('dblclick', finish),
  ];

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
      draws(withoutLast(line));
      return true;
    },
    finish,
    drop: () => {
      if (letGo()) return true;
      if (line.length === 0) return false;
      draws([]);
      return true;
    },
    close: () => {
      letGo();
      cancelAnimationFrame(asked);
      window.removeEventListener('mouseup', released);
      for (const heard of hearing) heard.unsubscribe();
      canvas.remove();
    },
  };
}

/** Corners move one kind of change at a time: what waits must be done or taken back first. */
function mayMove({ tried, moves }: Task): boolean {
  return tried === null || moves.length > 0;
}

/** What is said of a grid stands above it, not on it. */
function northOf({ chosen, other }: Task, outlines: readonly Outline[]): Position | null {
  const path = other ?? chosen[0];
  const ring = outlines.find((outline) => outline.path === path)?.shape[0]?.[0];
  if (!ring) return null;
  return ring.reduce((north, at) => (at[1] > north[1] ? at : north));
}
