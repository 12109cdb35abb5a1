// What is pinned over a group: the latest in one line, all of them on a press.

import { useState } from 'react';
import type { MessageLine } from '../../bridge/wire/MessageLine';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { Icon } from '../../shared/icons';
import styles from './talk.module.css';
import { authorOf } from './words';

type Props = {
  pinned: MessageLine[];
  mayPin: boolean;
  onGo: (message: MessageLine) => void;
  onUnpin: (message: MessageLine) => void;
};

export function PinnedNotices({ pinned, mayPin, onGo, onUnpin }: Props) {
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? pinned : pinned.slice(0, 1);
  return (
    <section className={styles.pinned} aria-label={t('talk.pinned')} data-testid="talk-pinned">
      {shown.map((message) => (
        <div key={message.id} className={styles.notice}>
          <Icon name="pin" size={14} />
          <button type="button" className={styles.noticeWords} onClick={() => onGo(message)}>
            <b>{message.words ?? t('talk.removed')}</b>
            <small>
              {message.pinned &&
                t('talk.pinnedBy', { who: authorOf(message.pinned.by), time: shortTime(message.pinned.at) })}
            </small>
          </button>
          {mayPin && (
            <button
              type="button"
              className={styles.small}
              aria-label={t('talk.unpin')}
              title={t('talk.unpin')}
              onClick={() => onUnpin(message)}
            >
              <Icon name="close" size={12} />
            </button>
          )}
        </div>
      ))}
      {pinned.length > 1 && (
        <button type="button" className={styles.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('talk.pinnedLess') : t('talk.pinnedMore', { count: pinned.length })}
        </button>
      )}
    </section>
  );
}
