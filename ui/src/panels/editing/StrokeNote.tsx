// What the desk says of a stroke, beside the stroke: what it would change, or why not and what to do instead.

import type { EditTried } from '../../bridge/wire/EditTried';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Key } from '../../shared/parts';
import styles from './editing.module.css';
import { areaWords, differenceWords } from './words';

type Props = {
  tried: EditTried | null;
  failure: unknown;
  isBusy: boolean;
  onConfirm: () => void;
  onBack: () => void;
};

/** Grids that are named beside the stroke; all of them are in the panel. */
const FEW = 3;

export function StrokeNote({ tried, failure, isBusy, onConfirm, onBack }: Props) {
  if (failure !== null) {
    const { title, advice } = failureWords(failure);
    return (
      <div className={styles.said} data-kind="refused" role="alert" data-testid="stroke-refused">
        <b>{title}</b>
        <span className={styles.advice}>{advice}</span>
      </div>
    );
  }
  if (!tried) return null;
  const { changes, faults } = tried;
  return (
    <div className={styles.said} data-kind={faults.length > 0 ? 'faults' : 'tried'} data-testid="stroke-tried">
      <ul>
        {changes.slice(0, FEW).map(({ path, name, was, becomes }) => (
          <li key={path}>
            <span>{name === '' ? t('editing.unnamed') : name}</span>
            <b>{was === becomes ? areaWords(was) : `${areaWords(was)} → ${areaWords(becomes)}`}</b>
            <em>{differenceWords(was, becomes)}</em>
          </li>
        ))}
      </ul>
      <p>
        {t('editing.count', { count: figure(changes.length) })}
        {faults.length > 0 && <strong>{t('editing.faults', { count: figure(faults.length) })}</strong>}
        <button type="button" onClick={onBack} data-testid="stroke-back">
          {t('editing.back')}
          <Key>Esc</Key>
        </button>
        <button
          type="button"
          className={styles.primary}
          disabled={isBusy || changes.length === 0}
          onClick={onConfirm}
          data-testid="stroke-go"
        >
          {t('editing.go')}
          <Key>↵</Key>
        </button>
      </p>
    </div>
  );
}
