// What came of a call or a visit, written down by the operator.

import { Button, Checkbox, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { AttachBar } from '../../attachments/AttachBar';
import type { Asked } from '../../bridge/wire/Asked';
import type { Attachment } from '../../bridge/wire/Attachment';
import type { BoardHead } from '../../bridge/wire/BoardHead';
import type { BoardRow } from '../../bridge/wire/BoardRow';
import type { CallResult } from '../../bridge/wire/CallResult';
import type { Means } from '../../bridge/wire/Means';
import { attachmentsOf, useAttaching } from '../../desk/attaching';
import { useDoing } from '../../desk/calls';
import type { Said } from '../../desk/hands';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { isSending } from '../../shared/composing';
import styles from './board.module.css';
import { ValueField } from './ValueField';

type Props = {
  order: string;
  /** What a report must hold. */
  asked: Asked;
  person: BoardRow;
  head: BoardHead | null;
  said: Said;
  means: Means;
  onClose: () => void;
};

export function CallForm({ order, asked, person, head, said, means, onClose }: Props) {
  const doing = useDoing();
  const [words, setWords] = useState('');
  const [value, setValue] = useState('');
  const [isOfHead, setIsOfHead] = useState(false);
  const attaching = useAttaching();
  const hasWords = said !== 'accepted';
  const isTry = said === 'not_reached' || said === 'reached';
  const log = async (): Promise<void> => {
    const to = isTry && isOfHead && head ? head.post : null;
    const result = resultOf(said, words, value, attachmentsOf(attaching.files, []));
    const outcome = await doing.go({ type: 'log_call', order, post: person.post, to, means, result });
    if (outcome) onClose();
  };
  const { go } = doing;
  const { post } = person;
  const close = useRef(onClose);
  close.current = onClose;
  const chosen = useRef(means);
  // Accepting needs no words, so it is done as soon as it is chosen.
  useEffect(() => {
    if (said !== 'accepted') return;
    const closeThis = close.current;
    const result: CallResult = { result: 'answered', mark: { mark: 'accepted' } };
    void go({ type: 'log_call', order, post, to: null, means: chosen.current, result }).then((outcome) => {
      if (outcome) closeThis();
    });
  }, [go, said, order, post]);

  const failure = doing.failure === null ? null : failureWords(doing.failure);
  const label = t(`order.log.wordsOf.${said}`);
  return (
    <div className={styles.log} data-testid="log-form">
      {said === 'done' && <ValueField asked={asked} value={value} onValue={setValue} onSend={() => void log()} />}
      {said === 'done' && asked.holds === 'photo' && (
        <div className={styles.photo}>
          <AttachBar attaching={attaching} isShown onlyPictures />
        </div>
      )}
      {hasWords && (
        <Input
          autoFocus={said !== 'done' || asked.holds !== 'number'}
          size="small"
          value={words}
          maxLength={1000}
          aria-label={label}
          placeholder={label}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (isSending(event)) void log();
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
        {hasWords && (
          <Button
            size="small"
            type="primary"
            loading={doing.busy}
            disabled={attaching.isBusy}
            onClick={() => void log()}
            data-testid="log-send"
          >
            {t(`order.call.${means}`)} · {t(`order.log.${said}`)}
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          {t('order.log.cancel')}
        </Button>
        {isTry && head && means === 'phone' && (
          <Checkbox checked={isOfHead} onChange={(event) => setIsOfHead(event.target.checked)}>
            {t('order.log.calledHead', { head: head.person })}
          </Checkbox>
        )}
      </div>
    </div>
  );
}

function resultOf(said: Said, words: string, value: string, attachments: Attachment[]): CallResult {
  switch (said) {
    case 'not_reached':
    case 'reached':
      return { result: said, words };
    case 'refused':
      return { result: 'answered', mark: { mark: said, reason: words } };
    case 'done':
      return {
        result: 'answered',
        mark: { mark: said, words, ...(value !== '' && { value }), ...(attachments.length > 0 && { attachments }) },
      };
    case 'accepted':
      return { result: 'answered', mark: { mark: said } };
  }
}
