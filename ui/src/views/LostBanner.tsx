import { useLink } from '../desk/link';
import { t } from '../i18n/words';
import { useNow } from '../shared/clock';
import { ageWords } from './age';
import styles from './views.module.css';

/** A short cut heals before anybody has read a banner. */
const PATIENCE = 1500;

export function LostBanner() {
  const { link, heard } = useLink();
  const now = useNow();
  if (link !== 'lost' || now - heard < PATIENCE) return null;
  return (
    <div className={styles.lost} role="alert" data-testid="lost-banner">
      <b>{t('shell.lost.title')}</b>
      <span>{t('shell.lost.age', { age: ageWords(now - heard) })}</span>
    </div>
  );
}
