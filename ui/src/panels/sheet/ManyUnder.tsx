// How far many sheets are, how to stop them, and what came of them.

import { isUnderWay, type Many } from '../../desk/sheets';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure, percent } from '../../shared/format';
import { Key, Note, WordButton } from '../../shared/parts';
import { Kept } from './Kept';
import styles from './sheet.module.css';

type Props = { many: Many; show: ((path: string) => Promise<void>) | null };

export function ManyUnder({ many, show }: Props) {
  if (many.state === 'none') return null;
  const at = many.made + many.same;
  const isUnder = isUnderWay(many);
  const counts = { made: figure(many.made), same: figure(many.same), left: figure(many.of - at) };
  return (
    <div
      className={styles.many}
      data-testid="print-many"
      data-state={many.state}
      data-made={many.made}
      data-same={many.same}
    >
      {many.of > 0 && (
        <>
          <div className={styles.bar}>
            <i
              role="progressbar"
              aria-label={t('sheet.bar')}
              aria-valuemin={0}
              aria-valuemax={many.of}
              aria-valuenow={at}
            >
              <i style={{ width: `${(at / many.of) * 100}%` }} data-state={many.state} />
            </i>
            <b>{t('sheet.at', { at: figure(at), of: figure(many.of), percent: percent(at, many.of) })}</b>
          </div>
          <p role="status">
            <span>{t(many.of > at && !isUnder ? 'sheet.countsLeft' : 'sheet.counts', counts)}</span>
            {isUnder && many.file && <em title={many.file}>{many.file}</em>}
          </p>
        </>
      )}
      {isUnder && (
        <p>
          <span>{t(`sheet.state.${many.state}`)}</span>
          {many.state === 'under' && (
            <WordButton onClick={many.stop} testId="print-stop">
              {t('sheet.stop')} <Key>Esc</Key>
            </WordButton>
          )}
        </p>
      )}
      {many.failure !== null && <Note {...failureWords(many.failure)} />}
      {!isUnder && many.album && at > 0 && (
        <Kept
          testId="print-done"
          words={t(many.state === 'done' ? 'sheet.doneAll' : 'sheet.doneSome')}
          path={many.album.place}
          show={many.album.canShow ? show : null}
        />
      )}
    </div>
  );
}
