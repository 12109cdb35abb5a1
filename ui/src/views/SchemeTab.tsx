// The tab of schemes: their panel, and how the map shows the one whose page is open.

import { useEffect } from 'react';
import { printKey } from '../actions/keyboard';
import { actionOf, run } from '../actions/registry';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { SchemeCard } from '../bridge/wire/SchemeCard';
import {
  beginEditing,
  confirm,
  type Editing,
  endEditing,
  giveTo,
  keepInMerge,
  nameFresh,
  stepBack,
  turnLine,
  useEditing,
  writeRow,
} from '../desk/editing';
import { offerHands } from '../desk/hands';
import { fly, place, usePlaceOf } from '../desk/place';
import { useShape } from '../desk/questions';
import { t } from '../i18n/words';
import { EditingPanel } from '../panels/editing/EditingPanel';
import { SchemePanel } from '../panels/scheme/SchemePanel';
import styles from './shown.module.css';

type Props = { district: DistrictCard; may: ((entry: string) => boolean) | null };

export function SchemeTab({ district, may }: Props) {
  const { page } = usePlaceOf('page');
  const editing = useEditing();
  if (editing.scheme !== null) return <Edited editing={editing} scheme={editing.scheme} />;
  return (
    <SchemePanel
      seat={district.seat}
      may={may}
      onFly={fly}
      page={page}
      onPage={(name) => place.set({ page: name })}
      mapButtons={(card) => <OnMap card={card} mayEdit={may?.('edit_grids') ?? false} />}
    />
  );
}

function Edited({ editing, scheme }: { editing: Editing; scheme: string }) {
  const path = editing.tool === 'describe' ? (editing.chosen[0] ?? null) : null;
  const grid = useShape(scheme, path);
  return (
    <EditingPanel
      editing={editing}
      grid={grid.data?.grids[0]}
      onConfirm={() => void confirm()}
      onBack={stepBack}
      onEnd={endEditing}
      onFresh={nameFresh}
      onTurnLine={turnLine}
      onRow={writeRow}
      onTaker={giveTo}
      onKeep={keepInMerge}
    />
  );
}

/** What is in force is on the map anyhow. */
function OnMap({ card, mayEdit }: { card: SchemeCard; mayEdit: boolean }) {
  const { shown } = usePlaceOf('shown');
  const { name, state } = card.scheme;
  const isOpen = mayEdit && state === 'draft';
  useEffect(() => (isOpen ? offerHands({ edit: () => beginEditing(name) }) : undefined), [isOpen, name]);
  if (card.scheme.state === 'published') return null;
  const isShown = shown?.scheme === card.scheme.name;
  return (
    <div className={styles.onMap}>
      {isOpen && <ActionButton id="edit" pressed={false} word={t('editing.begin')} />}
      <ActionButton id="turn-map" pressed={isShown} word={t(isShown ? 'shown.showBack' : 'shown.show')} />
      <ActionButton
        id="swipe"
        pressed={isShown && shown.beside !== undefined}
        word={t(isShown && shown.beside ? 'shown.swipeOff' : 'shown.swipe')}
      />
    </div>
  );
}

function ActionButton({ id, pressed, word }: { id: string; pressed: boolean; word: string }) {
  const action = actionOf(id);
  return (
    <button
      type="button"
      aria-pressed={pressed}
      title={`${t(`action.${id}`)} ${printKey(action.keys[0] ?? '')}`}
      onClick={() => run(action)}
      data-testid={id}
    >
      {word}
    </button>
  );
}
