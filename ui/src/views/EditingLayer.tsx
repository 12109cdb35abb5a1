// Editing over the map: the pencil, bound to what is being edited, with tools, hint and what the desk says of a stroke.

import { useEffect, useRef } from 'react';
import { printKey } from '../actions/keyboard';
import { actionOf, run } from '../actions/registry';
import { CallFailed } from '../bridge/failed';
import type { Position } from '../bridge/wire/Position';
import {
  addCorner,
  confirm,
  drawn,
  type Editing,
  lookAt,
  lookIfChanged,
  moveCorner,
  noteDrawing,
  pressCorner,
  stepBack,
  useEditing,
} from '../desk/editing';
import { offerHands } from '../desk/hands';
import { historyOf } from '../desk/history';
import { place, usePlaceOf } from '../desk/place';
import { divisionOf, useSchemeCard } from '../desk/shown';
import type { Tool } from '../desk/strokes';
import type { Atlas } from '../map/atlas';
import { onLattice } from '../map/pencil/frame';
import type { Pencil, Task } from '../map/pencil/pencil';
import styles from '../panels/editing/editing.module.css';
import { StrokeNote } from '../panels/editing/StrokeNote';
import { Toolbar } from '../panels/editing/Toolbar';
import { hintWords } from '../panels/editing/words';

const DRAWS: Partial<Record<Tool, Task['draws']>> = {
  corners: 'corners',
  border: 'line',
  split: 'line',
  draw: 'ring',
};

type Props = {
  atlas: Atlas;
  /** Where the map asks whether the pencil holds the pointer. */
  hold: { current: ((at: { x: number; y: number }) => boolean) | null };
};

export function EditingLayer({ atlas, hold }: Props) {
  const editing = useEditing();
  const { level } = usePlaceOf('level');
  const card = useSchemeCard(editing.scheme);
  const stamp = card ? divisionOf(card).stamp : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change, whoever made it, is what to look again for
  useEffect(lookIfChanged, [stamp]);
  const note = useRef<HTMLDivElement>(null);
  const pencil = usePencil(atlas, hold, note);
  useEffect(() => pencil.current?.take(taskOf(editing, level)), [editing, level, pencil]);
  return (
    <>
      <Toolbar
        tool={editing.tool}
        history={historyOf(card?.revisions ?? [])}
        isBusy={editing.isBusy}
        actionOf={actionOf}
        printKey={printKey}
        onRun={run}
      />
      <p className={styles.hint} role="status" data-testid="edit-hint">
        {hintWords(editing, level)}
      </p>
      <div ref={note} className={styles.anchor}>
        <StrokeNote
          tried={editing.tried}
          failure={editing.failure}
          isBusy={editing.isBusy}
          onConfirm={() => void confirm()}
          onBack={stepBack}
        />
      </div>
    </>
  );
}

function usePencil(atlas: Atlas, hold: Props['hold'], note: { current: HTMLDivElement | null }) {
  const pencil = useRef<Pencil | null>(null);
  useEffect(() => {
    const mine = atlas.pencil({
      moved: moveCorner,
      added: addCorner,
      pressed: pressCorner,
      drawing: noteDrawing,
      drawn,
      rested: lookAt,
      anchored: (at) => stand(note.current, at),
    });
    pencil.current = mine;
    hold.current = mine.holds;
    mine.take(taskOf(useEditing.getState(), place.get().level));
    const withdraw = offerHands({ stroke: mine });
    return () => {
      withdraw();
      hold.current = null;
      pencil.current = null;
      mine.close();
    };
  }, [atlas, hold, note]);
  return pencil;
}

/** How far what is said stands from the stroke. */
const APART = 18;

/** Above the stroke where there is room, else below it; never beyond the map. */
function stand(note: HTMLDivElement | null, at: { x: number; y: number } | null): void {
  const map = note?.parentElement;
  if (!note || !map) return;
  note.hidden = at === null;
  if (!at) return;
  const [width, height] = [note.offsetWidth, note.offsetHeight];
  const x = Math.min(Math.max(at.x - width / 2, 60), map.clientWidth - width - 54);
  const above = at.y - height - APART;
  const y = Math.min(above < 48 ? at.y + APART : above, map.clientHeight - height - 90);
  note.style.transform = `translate(${Math.round(x)}px, ${Math.round(Math.max(y, 48))}px)`;
}

function taskOf(editing: Editing, level: number): Task {
  const { tool, near, chosen, moves, corner, line, tried, taker, parent, parents } = editing;
  const isReady = tool === 'draw' || chosen.length > 0;
  const target = parents.find(({ path }) => path === parent);
  return {
    draws: isReady ? (DRAWS[tool] ?? 'nothing') : 'nothing',
    outlines: tool === 'parent' && target ? [...(near ?? []), target] : (near ?? NONE),
    chosen: tool === 'draw' ? [] : chosen,
    level,
    moves,
    corner,
    line,
    tried,
    other: taker.taker === 'grid' ? taker.path : tool === 'parent' ? parent : null,
    anchor: placeOf(editing.failure) ?? moves.at(-1)?.to ?? editing.added?.at ?? editing.gone[0] ?? northOf(editing),
  };
}

const NONE: Task['outlines'] = [];

/** A new ring has its words above it; all else, above the grid in hand. */
function northOf({ tool, line }: Editing): Position | null {
  if (tool !== 'draw' || !line) return null;
  return line.reduce((north, at) => (at[1] > north[1] ? at : north));
}

/** Where a refusal says that it is. */
function placeOf(failure: unknown): Position | null {
  if (!(failure instanceof CallFailed)) return null;
  const { longitude, latitude } = failure.failure.params;
  return longitude !== undefined && latitude !== undefined ? onLattice(Number(longitude), Number(latitude)) : null;
}
