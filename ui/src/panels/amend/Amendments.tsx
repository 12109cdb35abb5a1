import { useEffect } from 'react';
import type { AmendmentLine } from '../../bridge/wire/AmendmentLine';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { historyOf, type Turn } from '../../desk/history';
import { failureWords } from '../../i18n/failure';
import { seatWords } from '../../i18n/seat';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { Note, Section, WordButton } from '../../shared/parts';
import styles from './amend.module.css';
import { told, undoing } from './told';

/** What was changed by hand in words, each with its undo. */
export function Amendments({ lines, mayUndo }: { lines: AmendmentLine[]; mayUndo: boolean }) {
  const doing = useDoing();
  const { undo, redo } = historyOf(lines);
  const taking = (turn: Turn<AmendmentLine> | null) =>
    turn === null ? undefined : () => void doing.go({ type: 'undo_amendment', fact: turn.fact });
  useEffect(() => (mayUndo ? offerHands({ turn: { undo: taking(undo), redo: taking(redo) } }) : undefined));
  if (lines.length === 0) return null;
  return (
    <Section title={t('amend.list')} count={lines.length}>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      <ul className={styles.lines} data-testid="amendments">
        {lines.map((line) => (
          <li key={`${line.fact.desk}/${line.fact.seq}`} data-testid="amendment" data-undone={line.undone !== null}>
            <span>{told(line)}</span>
            <em>
              {shortTime(line.at)} · {seatWords(line.by)}
              {line.undone !== null && ` · ${t('amend.undone', { time: shortTime(line.undone) })}`}
            </em>
            {mayUndo && line.undone === null && (
              <WordButton
                onClick={() => void doing.go({ type: 'undo_amendment', fact: line.fact })}
                testId="amendment-undo"
                title={undoing(line)}
              >
                {t(line.cause.cause === 'undone' ? 'amend.redo' : 'amend.undo')}
              </WordButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
