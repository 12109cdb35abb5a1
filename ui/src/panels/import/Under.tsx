import type { Incoming } from '../../desk/incoming';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { WordButton } from '../../shared/parts';
import styles from './import.module.css';

/** The desk's own work is not stopped half way: a file that has arrived comes in as a whole. */
const isStoppable = ({ step, sent }: NonNullable<Incoming['under']>): boolean => step !== 'import' || sent < 1;

/** What is done with a file just now, and how far it is. */
export function Under({ under, onStop }: { under: NonNullable<Incoming['under']>; onStop: () => void }) {
  const now = useNow();
  const seconds = Math.max(0, Math.floor((now - under.since) / 1000));
  const isSending = under.sent < 1;
  return (
    <div className={styles.under} role="status" data-testid="import-under">
      <div>
        <b>{t(`import.step.${under.step}`)}</b>
        <span>
          {isSending
            ? t('import.step.sent', { percent: Math.floor(under.sent * 100) })
            : t('import.step.seconds', { count: seconds })}
        </span>
        {isStoppable(under) && <WordButton onClick={onStop}>{t('import.step.stop')}</WordButton>}
      </div>
      <i data-sending={isSending}>
        <i style={isSending ? { width: `${under.sent * 100}%` } : undefined} />
      </i>
    </div>
  );
}
