import type { ReachCard } from '../../bridge/wire/ReachCard';
import { failureWords } from '../../i18n/failure';
import { listed, t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Note } from '../../shared/parts';
import styles from './compose.module.css';

type Props = { reach: ReachCard | null; failure: unknown; isWhole: boolean; stale: boolean };

const MOST_NAMES = 60;

/** Whom the draft would reach if it were sent now. */
export function Preview({ reach, failure, isWhole, stale }: Props) {
  if (!isWhole) return <Note kind="refused" title={t('order.preview.nobody')} advice={t('order.preview.choose')} />;
  if (failure) return <Note {...failureWords(failure)} />;
  if (!reach) return <div className={styles.preview}>{t('order.preview.asking')}</div>;
  const silent = reach.silent_grids;
  return (
    <div className={styles.preview} data-stale={stale} data-testid="compose-preview">
      <p className={styles.reach}>
        <span>
          {t('order.preview.reach')} <b>{figure(reach.people)}</b> {t('order.preview.people')}
        </span>
        <span>
          {t('order.preview.covers')} <b>{figure(reach.grids)}</b> {t('order.preview.grids')}
        </span>
        <span>
          {t('order.preview.copies')} <b>{figure(reach.copies)}</b> {t('order.preview.superiors')}
        </span>
        <span data-warn={reach.without_device > 0}>
          <b>{figure(reach.without_device)}</b> {t('order.preview.without')}
        </span>
      </p>
      <p className={styles.rule}>{t(`order.preview.rule.${reach.answering}`)}</p>
      {silent.length > 0 && (
        <details className={styles.silent} open={silent.length <= 12}>
          <summary>{t('order.preview.silent', { count: silent.length })}</summary>
          <p>
            {listed(silent.slice(0, MOST_NAMES).map((grid) => grid.name))}
            {silent.length > MOST_NAMES && t('order.preview.andMore', { count: silent.length - MOST_NAMES })}
          </p>
        </details>
      )}
    </div>
  );
}
