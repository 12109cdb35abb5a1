// Says that the map shows another scheme than the one in force, and the way back.

import { printKey } from '../actions/keyboard';
import { actionOf, run } from '../actions/registry';
import { usePlaceOf } from '../desk/place';
import { useSchemeCard } from '../desk/shown';
import { t } from '../i18n/words';
import { Key } from '../shared/parts';
import styles from './shown.module.css';

export function ShownBanner() {
  const { shown } = usePlaceOf('shown');
  const card = useSchemeCard(shown?.scheme ?? null);
  if (!shown || !card || card.scheme.state === 'published') return null;
  const back = actionOf('turn-map');
  return (
    <>
      <div className={styles.frame} aria-hidden="true" />
      <div className={styles.banner} role="status" data-testid="shown-banner" data-scheme={shown.scheme}>
        <b>{t(`shown.state.${card.scheme.state}`, { name: shown.scheme })}</b>
        <button type="button" onClick={() => run(back)} data-testid="shown-back">
          {t('shown.back')}
          <Key>{printKey(back.keys[0] ?? '')}</Key>
        </button>
      </div>
    </>
  );
}
