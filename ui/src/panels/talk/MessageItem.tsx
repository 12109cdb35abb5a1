// One message: who, when, how far down, what; what it answers; and what can be done with it.

import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { AttachmentList } from '../../attachments/AttachmentList';
import type { ChannelRights } from '../../bridge/wire/ChannelRights';
import type { MessageLine } from '../../bridge/wire/MessageLine';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Key, Note, Tag } from '../../shared/parts';
import { ReasonInput } from '../../shared/ReasonInput';
import { Ears } from './Ears';
import styles from './talk.module.css';
import { authorOf, beginningOf } from './words';

type Props = {
  message: MessageLine;
  /** It was said in another group than the one that is shown. */
  isElsewhere: boolean;
  isChosen: boolean;
  isWithdrawing: boolean;
  found: string;
  may: ChannelRights;
  onChoose: () => void;
  onReply: () => void;
  onPin: () => void;
  onWithdraw: (message: string | null) => void;
  onGo: (number: number) => void;
  onChannel: (path: string) => void;
};

export function MessageItem(props: Props) {
  const { message, isElsewhere, isChosen, may, onGo } = props;
  const { author, quotes, withdrawn } = message;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: J and K choose, too
    // biome-ignore lint/a11y/noStaticElementInteractions: what can be done with it are buttons in it
    <div
      className={styles.message}
      data-testid="talk-message"
      data-message={message.id}
      data-own={message.own}
      data-chosen={isChosen}
      data-calls={message.calls_me}
      onClick={props.onChoose}
    >
      <header>
        <b>{authorOf(author)}</b>
        {author.title !== '' && <span className={styles.post}>{author.title}</span>}
        {isElsewhere && (
          <button type="button" className={styles.place} onClick={() => props.onChannel(message.channel)}>
            {message.channel_name}
          </button>
        )}
        {message.priority === 'critical' && <Tag tone="red">{t('order.priority.critical')}</Tag>}
        {message.priority === 'urgent' && <Tag tone="amber">{t('order.priority.urgent')}</Tag>}
        {message.pinned && <Icon name="pin" size={12} />}
        <time>{shortTime(message.at)}</time>
      </header>
      {quotes && (
        <button
          type="button"
          className={styles.quote}
          disabled={quotes.number === null}
          onClick={() => quotes.number !== null && onGo(quotes.number)}
          data-testid="talk-quote"
        >
          {quotes.author === null ? (
            t('talk.quote.unseen')
          ) : (
            <>
              <b>{authorOf(quotes.author)}</b> {beginningOf(quotes)}
            </>
          )}
        </button>
      )}
      {withdrawn ? (
        <p className={styles.gone} data-testid="talk-withdrawn">
          {t('talk.withdrawn', {
            who: authorOf(withdrawn.by),
            time: shortTime(withdrawn.at),
            reason: withdrawn.reason,
          })}
        </p>
      ) : (
        <>
          {message.words !== '' && (
            <p className={styles.words}>
              {message.words === null
                ? t('talk.removed')
                : marked(
                    message.words,
                    message.called.map(({ person }) => `@${person}`),
                    props.found,
                  )}
            </p>
          )}
          <AttachmentList attachments={message.attachments} />
        </>
      )}
      <footer>
        <span>{t(`talk.to.${message.span}`, { shown: figure(message.people) })}</span>
        {message.written && <span>{t('talk.written', { time: shortTime(message.written) })}</span>}
        {message.speech && <Ears speech={message.speech} heard={message.heard} people={message.people} />}
        {message.answers > 0 && <span>{t('talk.answers', { count: message.answers })}</span>}
        {withdrawn === null && (
          <span className={styles.acts}>
            {may.write && (
              <button type="button" onClick={props.onReply} data-testid="talk-reply">
                {t('talk.reply')}
              </button>
            )}
            {may.pin && (
              <button type="button" onClick={props.onPin} data-testid="talk-pin">
                {t(message.pinned ? 'talk.unpin' : 'talk.pin')}
              </button>
            )}
            {may.withdraw && (
              <button type="button" onClick={() => props.onWithdraw(message.id)} data-testid="talk-withdraw">
                {t('talk.withdraw')}
              </button>
            )}
          </span>
        )}
      </footer>
      {props.isWithdrawing && <WithdrawForm message={message.id} onClose={() => props.onWithdraw(null)} />}
    </div>
  );
}

function WithdrawForm({ message, onClose }: { message: string; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const doing = useDoing();
  const go = async (): Promise<void> => {
    if (reason.trim() === '' || doing.busy) return;
    if (await doing.go({ type: 'withdraw_message', message, reason })) onClose();
  };
  useEffect(() => offerHands({ send: () => void go() }));
  return (
    <div className={styles.withdraw}>
      <ReasonInput label={t('talk.reason')} value={reason} onChange={setReason} testId="talk-reason" />
      <Button size="small" onClick={onClose}>
        {t('talk.cancel')}
      </Button>
      <Button
        size="small"
        danger
        type="primary"
        disabled={reason.trim() === ''}
        loading={doing.busy}
        onClick={() => void go()}
        data-testid="talk-withdraw-go"
      >
        {t('talk.withdraw')} <Key>Ctrl ↵</Key>
      </Button>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </div>
  );
}

/** Words with those who are called and what was found made plain. */
function marked(words: string, names: string[], found: string): ReactNode[] {
  const wanted = [...names, found].filter((one) => one !== '').sort((one, other) => other.length - one.length);
  if (wanted.length === 0) return [words];
  const pattern = new RegExp(`(${wanted.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'iu');
  return words.split(pattern).map((part, index) => {
    if (index % 2 === 0) return part;
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
    return names.includes(part) ? <em key={index}>{part}</em> : <mark key={index}>{part}</mark>;
  });
}
