// An entry of one's own, or one that puts another right.

import { Button, Checkbox, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { JournalEntry } from '../../bridge/wire/JournalEntry';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { Key, Note } from '../../shared/parts';
import styles from './journal.module.css';

type Props = {
  within: { path: string; name: string } | null;
  order: { id: string; number: string } | null;
  corrects: JournalEntry | null;
  onClose: () => void;
};

const LONGEST = 1000;

export function WriteForm({ within, order, corrects, onClose }: Props) {
  const [words, setWords] = useState('');
  const [happened, setHappened] = useState('');
  const [ofGrid, setOfGrid] = useState(true);
  const [ofOrder, setOfOrder] = useState(false);
  const doing = useDoing();
  const about = corrects?.what?.what === 'note' ? corrects.what.about : null;
  const write = async (): Promise<void> => {
    if (words.trim() === '' || doing.busy) return;
    const outcome = await doing.go({
      type: 'write_journal',
      note: {
        words,
        happened: happened === '' ? null : new Date(happened).toISOString(),
        about: about ?? {
          grid: corrects ? corrects.scope : ofGrid && within ? within.path : null,
          order: ofOrder && order ? order.id : null,
          place: null,
        },
        corrects: corrects?.fact ?? null,
      },
    });
    if (outcome) onClose();
  };
  useEffect(() => offerHands({ send: () => void write() }));
  return (
    <div className={styles.write} data-testid="write-form">
      {corrects && <strong>{t('duty.journal.corrects', { number: corrects.number })}</strong>}
      <Input.TextArea
        autoFocus
        value={words}
        rows={3}
        maxLength={LONGEST}
        aria-label={t('duty.journal.words')}
        placeholder={t('duty.journal.words')}
        onChange={(event) => setWords(event.target.value)}
        data-testid="write-words"
      />
      <div className={styles.about}>
        <label>
          {t('duty.journal.when')}
          <input
            type="datetime-local"
            className={styles.day}
            value={happened}
            onChange={(event) => setHappened(event.target.value)}
            data-testid="write-happened"
          />
        </label>
        {!corrects && within && (
          <Checkbox checked={ofGrid} onChange={(event) => setOfGrid(event.target.checked)}>
            {within.name}
          </Checkbox>
        )}
        {!corrects && order && (
          <Checkbox checked={ofOrder} onChange={(event) => setOfOrder(event.target.checked)}>
            {order.number}
          </Checkbox>
        )}
      </div>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      <footer>
        <Button size="small" onClick={onClose}>
          {t('duty.cancel')}
        </Button>
        <Button
          size="small"
          type="primary"
          disabled={words.trim() === ''}
          loading={doing.busy}
          onClick={() => void write()}
          data-testid="write-go"
        >
          {t('duty.journal.put')} <Key>Ctrl ↵</Key>
        </Button>
      </footer>
    </div>
  );
}
