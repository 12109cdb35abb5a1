// The last revisions of a draft in words, each with its undo.

import type { SchemeCard } from '../../bridge/wire/SchemeCard';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { revisionWords } from '../../i18n/revision';
import { seatWords } from '../../i18n/seat';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { Note, Section, WordButton } from '../../shared/parts';
import styles from './scheme.module.css';

export function Revisions({ card, mayUndo }: { card: SchemeCard; mayUndo: boolean }) {
  const doing = useDoing();
  return (
    <Section title={t('scheme.revisions.title')}>
      {card.revisions.length === 0 && <p className={styles.quiet}>{t('scheme.revisions.none')}</p>}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      <ul className={styles.revisions} data-testid="revisions">
        {card.revisions.map((line) => (
          <li
            key={`${line.fact.desk}/${line.fact.seq}`}
            data-testid="revision"
            data-undone={line.undone !== null}
            data-cause={line.cause.cause}
          >
            <span>{revisionWords(line)}</span>
            <em>
              {shortTime(line.at)} · {seatWords(line.by)}
              {line.undone !== null && ` · ${t('scheme.revisions.undone', { time: shortTime(line.undone) })}`}
            </em>
            {mayUndo && line.undone === null && (
              <WordButton
                onClick={() => void doing.go({ type: 'undo_revision', fact: line.fact })}
                testId="revision-undo"
              >
                {t(line.cause.cause === 'undone' ? 'scheme.revisions.redo' : 'scheme.revisions.undo')}
              </WordButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
