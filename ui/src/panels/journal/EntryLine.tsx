import type { JournalEntry } from '../../bridge/wire/JournalEntry';
import { seatWords } from '../../i18n/seat';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { Tag, type Tone, WordButton } from '../../shared/parts';
import styles from './journal.module.css';
import { sentenceOf } from './words';

type Props = {
  entry: JournalEntry;
  chosen: boolean;
  onChoose: () => void;
  onOpen: () => void;
  onGrid: (path: string) => void;
  onCorrect: (() => void) | null;
};

const TONES: Record<JournalEntry['heading'], Tone> = {
  order: 'blue',
  incident: 'amber',
  call: 'green',
  alarm: 'red',
  watch: 'amber',
  note: 'plain',
  checkpoint: 'plain',
  district: 'plain',
};

export function EntryLine({ entry, chosen, onChoose, onOpen, onGrid, onCorrect }: Props) {
  const { scope } = entry;
  return (
    <article
      className={styles.entry}
      data-chosen={chosen}
      data-heading={entry.heading}
      onPointerDown={onChoose}
      data-testid="entry"
    >
      <header>
        <code>{entry.number}</code>
        <Tag tone={TONES[entry.heading]}>{t(`duty.heading.${entry.heading}`)}</Tag>
        <time dateTime={entry.at}>{shortTime(entry.at)}</time>
      </header>
      <button type="button" className={styles.what} onClick={onOpen} data-testid="entry-open">
        {entry.corrects && <em>{t('duty.journal.corrects', { number: entry.corrects.number })} </em>}
        {sentenceOf(entry)}
      </button>
      <footer>
        <span>{seatWords(entry.by)}</span>
        {entry.happened !== null && <span>{t('duty.journal.happened', { time: shortTime(entry.happened) })}</span>}
        {scope !== null && entry.scope_name !== '' && (
          <WordButton onClick={() => onGrid(scope)}>{entry.scope_name}</WordButton>
        )}
        {entry.corrected.map(({ number }) => (
          <b key={number}>{t('duty.journal.corrected', { number })}</b>
        ))}
        {chosen && onCorrect && (
          <WordButton onClick={onCorrect} testId="entry-correct">
            {t('duty.journal.correct')}
          </WordButton>
        )}
      </footer>
    </article>
  );
}
