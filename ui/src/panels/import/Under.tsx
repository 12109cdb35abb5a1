import type { Incoming } from '../../desk/incoming';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { figure } from '../../shared/format';
import { Key, WordButton } from '../../shared/parts';
import styles from './import.module.css';

type UnderWay = NonNullable<Incoming['under']>;

/** What the store takes in already comes in as a whole. */
export const isStoppable = ({ progress, stopping }: UnderWay): boolean => !stopping && !progress?.settled;

/** What is done with a file just now, and how far it is. */
export function Under({ under, onStop }: { under: UnderWay; onStop: () => void }) {
  const share = shareOf(under);
  return (
    <div className={styles.under} role="status" data-testid="import-under">
      <div>
        <b>{t(`import.step.${under.stopping ? 'stopping' : under.step}`)}</b>
        <span>
          <Far under={under} />
        </span>
        {isStoppable(under) && (
          <WordButton onClick={onStop} testId="import-stop">
            {t('import.step.stop')} <Key>Esc</Key>
          </WordButton>
        )}
      </div>
      <i data-known={share !== null}>
        <i style={share === null ? undefined : { width: `${share * 100}%` }} />
      </i>
    </div>
  );
}

/** How far it is, in a figure. */
function Far({ under }: { under: UnderWay }) {
  const now = useNow();
  const { sent, progress, since } = under;
  const percent = (share: number): number => Math.floor(share * 100);
  if (sent < 1) return t('import.step.sent', { percent: percent(sent) });
  if (progress?.waits) return t('import.step.waits');
  if (progress?.rows) return t('import.step.rows', { rows: figure(progress.rows) });
  if (progress && !progress.settled) return t('import.step.read', { percent: percent(progress.read) });
  return t('import.step.seconds', { count: Math.max(0, Math.floor((now - since) / 1000)) });
}

/** From 0 to 1; null while nobody can know. */
function shareOf({ sent, progress }: UnderWay): number | null {
  if (sent < 1) return sent;
  return progress && !progress.settled && progress.read < 1 ? progress.read : null;
}
