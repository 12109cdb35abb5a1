// The tab of schemes: their panel, and how the map shows the one whose page is open.

import { printKey } from '../actions/keyboard';
import { actionOf, run } from '../actions/registry';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { SchemeCard } from '../bridge/wire/SchemeCard';
import { fly, place, usePlaceOf } from '../desk/place';
import { t } from '../i18n/words';
import { SchemePanel } from '../panels/scheme/SchemePanel';
import styles from './shown.module.css';

type Props = { district: DistrictCard; may: ((entry: string) => boolean) | null };

export function SchemeTab({ district, may }: Props) {
  const { page } = usePlaceOf('page');
  return (
    <SchemePanel
      seat={district.seat}
      may={may}
      onFly={fly}
      page={page}
      onPage={(name) => place.set({ page: name })}
      mapButtons={(card) => <OnMap card={card} />}
    />
  );
}

/** What is in force is on the map anyhow. */
function OnMap({ card }: { card: SchemeCard }) {
  const { shown } = usePlaceOf('shown');
  if (card.scheme.state === 'published') return null;
  const isShown = shown?.scheme === card.scheme.name;
  return (
    <div className={styles.onMap}>
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
