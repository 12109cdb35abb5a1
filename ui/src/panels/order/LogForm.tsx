// What a person said on the phone, written down by the operator.

import { Button, Input, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Asked } from '../../bridge/wire/Asked';
import type { BoardRow } from '../../bridge/wire/BoardRow';
import type { Mark } from '../../bridge/wire/Mark';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { isComposing } from '../../shared/composing';
import styles from './order.module.css';

type Props = {
  order: string;
  /** What a report must hold. */
  asked: Asked;
  person: BoardRow;
  mark: Mark['mark'];
  onClose: () => void;
};

export function LogForm({ order, asked, person, mark, onClose }: Props) {
  const doing = useDoing();
  const [words, setWords] = useState('');
  const [value, setValue] = useState('');
  const needsWords = mark === 'refused' || mark === 'done';
  const log = async (): Promise<void> => {
    const outcome = await doing.go({
      type: 'mark_receipt',
      order,
      post: person.post,
      mark: markOf(mark, words, value),
      way: 'phone',
    });
    if (outcome) onClose();
  };
  const { go } = doing;
  const { post } = person;
  const close = useRef(onClose);
  close.current = onClose;
  // Accepting needs no words, so it is done as soon as it is chosen.
  useEffect(() => {
    if (mark !== 'accepted') return;
    const closeThis = close.current;
    void go({ type: 'mark_receipt', order, post, mark: { mark: 'accepted' }, way: 'phone' }).then((outcome) => {
      if (outcome) closeThis();
    });
  }, [go, mark, order, post]);

  const failure = doing.failure === null ? null : failureWords(doing.failure);
  return (
    <div className={styles.log} data-testid="log-form">
      {mark === 'done' && asked.holds === 'number' && (
        <Input
          autoFocus
          size="small"
          inputMode="decimal"
          value={value}
          aria-label={t('order.log.number', { unit: asked.unit })}
          placeholder={t('order.log.number', { unit: asked.unit })}
          suffix={asked.unit}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isComposing(event)) void log();
          }}
          data-testid="log-value"
        />
      )}
      {mark === 'done' && asked.holds === 'choice' && (
        <Segmented
          size="small"
          aria-label={t('order.log.choice')}
          value={value}
          options={asked.of}
          onChange={setValue}
          data-testid="log-choice"
        />
      )}
      {needsWords && (
        <Input
          autoFocus={mark === 'refused' || asked.holds !== 'number'}
          size="small"
          value={words}
          maxLength={1000}
          aria-label={t(mark === 'refused' ? 'order.log.reason' : 'order.log.words')}
          placeholder={t(mark === 'refused' ? 'order.log.reason' : 'order.log.words')}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isComposing(event)) void log();
          }}
          data-testid="log-words"
        />
      )}
      {failure && (
        <p className={styles.logFailure} role="alert">
          {t('order.log.failure', { title: failure.title, advice: failure.advice })}
        </p>
      )}
      <div className={styles.logButtons}>
        {needsWords && (
          <Button size="small" type="primary" loading={doing.busy} onClick={() => void log()} data-testid="log-send">
            {t(`order.log.${mark}`)}
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          {t('order.log.cancel')}
        </Button>
      </div>
    </div>
  );
}

function markOf(mark: Mark['mark'], words: string, value: string): Mark {
  if (mark === 'refused') return { mark, reason: words };
  return mark === 'done' ? { mark, words, ...(value !== '' && { value }) } : { mark };
}
