// Room to write in a group: to it alone or to all below, to whom by name, answering what.

import { Button, Checkbox, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { AttachBar } from '../../attachments/AttachBar';
import type { Called } from '../../bridge/wire/Called';
import type { ChannelPage } from '../../bridge/wire/ChannelPage';
import { attachmentsOf, MOST_TO_ANSWER, useAttaching } from '../../desk/attaching';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { callingIn, EMPTY, stillCalled, useCallable, type Writing } from '../../desk/talk';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { isComposing } from '../../shared/composing';
import { figure } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Key, Note } from '../../shared/parts';
import { HoldToSpeak } from './HoldToSpeak';
import styles from './talk.module.css';
import { beginningOf } from './words';

type Props = {
  ref: Ref<{ focus(): void }>;
  channel: string;
  page: ChannelPage;
  writing: Writing;
  write: (change: Partial<Writing>) => void;
  isShown: boolean;
  quotedBy: string | null;
  mayTalk: boolean;
};

const LONGEST = 1000;
const NEARLY_FULL = LONGEST - 100;

export function Composer({ ref, channel, page, writing, write, isShown, quotedBy, mayTalk }: Props) {
  const field = useRef<TextAreaRef>(null);
  const doing = useDoing();
  const [calling, setCalling] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const { words, span, isCritical, quotes } = writing;
  const people = useCallable(channel, span, calling).data?.people ?? [];
  const offered = calling === null ? [] : people;
  const length = Array.from(words.trim()).length;
  const attaching = useAttaching();
  const { files, isBusy, hasFailed } = attaching;
  const isWhole = !isBusy && !hasFailed && attaching.enclosed.length <= MOST_TO_ANSWER;
  const isReady = (length > 0 || files.length > 0) && length <= LONGEST && isWhole;
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }), []);

  const send = async (): Promise<void> => {
    if (!isReady || doing.busy) return;
    const outcome = await doing.go({
      type: 'send_message',
      message: {
        channel,
        span,
        priority: isCritical ? 'critical' : 'normal',
        words,
        mentions: stillCalled(writing).map(({ post }) => post),
        quotes: quotes?.id ?? null,
        written: null,
        ...(files.length > 0 && { attachments: attachmentsOf(files, []) }),
      },
    });
    if (!outcome) return;
    for (const { key } of attaching.enclosed) attaching.remove(key);
    write({ ...EMPTY, span });
  };
  useEffect(() => (isShown ? offerHands({ send: () => void send() }) : undefined));
  useEffect(() => (calling === null ? undefined : offerHands({ fold: () => setCalling(null) })), [calling]);

  /** What was typed behind the sign becomes the name. */
  const call = (one: Called): void => {
    const area = field.current?.resizableTextArea?.textArea;
    const caret = area?.selectionStart ?? words.length;
    const begin = words.lastIndexOf('@', caret - 1);
    const named = `${words.slice(0, begin)}@${one.person} `;
    write({
      words: named + words.slice(caret),
      called: [...writing.called.filter(({ post }) => post !== one.post), one],
    });
    setCalling(null);
    requestAnimationFrame(() => area?.setSelectionRange(named.length, named.length));
  };
  return (
    <div className={styles.composer} data-testid="talk-composer">
      {quotes && (
        <p className={styles.quoting} data-testid="talk-quoting">
          <span>
            <b>{quotedBy}</b> {beginningOf(quotes)}
          </span>
          <button
            type="button"
            className={styles.small}
            aria-label={t('talk.quote.drop')}
            onClick={() => write({ quotes: null })}
          >
            <Icon name="close" size={12} />
          </button>
        </p>
      )}
      {offered.length > 0 && (
        <div role="listbox" className={styles.people} aria-label={t('talk.people')} data-testid="talk-people">
          {offered.map((one, index) => (
            <button
              type="button"
              key={one.post}
              role="option"
              aria-selected={index === at}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => call(one)}
            >
              <b>{one.person}</b> <span>{one.title}</span> <small>{one.grid_name}</small>
            </button>
          ))}
        </div>
      )}
      <Input.TextArea
        ref={field}
        value={words}
        autoSize={{ minRows: 2, maxRows: 6 }}
        aria-label={t('talk.write')}
        placeholder={t('talk.placeholder')}
        onChange={(event) => {
          write({ words: event.target.value });
          setCalling(callingIn(event.target.value.slice(0, event.target.selectionStart)));
          setAt(0);
        }}
        onBlur={() => setCalling(null)}
        onKeyDown={(event) => {
          if (offered.length === 0 || isComposing(event)) return;
          const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          const one = offered[at];
          if (by !== undefined) setAt((at + by + offered.length) % offered.length);
          else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') {
            if (one) call(one);
          } else return;
          event.preventDefault();
        }}
        data-testid="talk-words"
      />
      <AttachBar attaching={attaching} isShown={isShown} keyWords="Alt F" onlyPictures />
      {attaching.enclosed.length > MOST_TO_ANSWER && (
        <p className={styles.tooLong} role="alert">
          {t('attachment.tooMany', { most: MOST_TO_ANSWER })}
        </p>
      )}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      <footer>
        {page.may.below ? (
          <fieldset className={styles.spans} aria-label={t('talk.how')}>
            {(['here', 'below'] as const).map((one) => (
              <button
                type="button"
                key={one}
                aria-pressed={span === one}
                onClick={() => write({ span: one })}
                data-testid={`talk-to-${one}`}
              >
                {t(`talk.send.${one}`, { shown: figure(one === 'here' ? page.people : page.below) })}
              </button>
            ))}
          </fieldset>
        ) : (
          <span className={styles.level}>{t('talk.send.here', { shown: figure(page.people) })}</span>
        )}
        {mayTalk && <HoldToSpeak channel={channel} span={span} />}
        <Checkbox
          checked={isCritical}
          onChange={(event) => write({ isCritical: event.target.checked })}
          title={t('talk.criticalTitle')}
        >
          {t('order.priority.critical')}
        </Checkbox>
        {length > NEARLY_FULL && (
          <span className={length > LONGEST ? styles.tooLong : styles.level}>
            {figure(length)} / {figure(LONGEST)}
          </span>
        )}
        <Button
          size="small"
          type="primary"
          className={styles.go}
          disabled={!isReady}
          loading={doing.busy}
          onClick={() => void send()}
          data-testid="talk-send"
        >
          {t('talk.send.go')} <Key>Ctrl ↵</Key>
        </Button>
      </footer>
    </div>
  );
}
