// All groups in which something was said, the latest first, with what is unread; and the quiet hours of the house.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { ChannelLine } from '../../bridge/wire/ChannelLine';
import type { ChannelList } from '../../bridge/wire/ChannelList';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Empty } from '../../shared/parts';
import { QuietHoursForm } from './QuietHoursForm';
import styles from './talk.module.css';
import { authorOf, beginningOf } from './words';

type Props = {
  list: ChannelList;
  chosen: string;
  maySetQuiet: boolean;
  onChannel: (path: string) => void;
};

const ROW = 52;
const SIGN_OF = { voice: 'mic', picture: 'picture', document: 'paper', sketch: 'place' } as const;

export function ChannelsPanel({ list, chosen, maySetQuiet, onChannel }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [onlyUnread, setOnlyUnread] = useState(false);
  const shown = onlyUnread ? list.channels.filter(({ unread }) => unread > 0) : list.channels;
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  return (
    <div className={styles.channels} data-testid="talk-channels">
      <div className={styles.channelsHead}>
        <button
          type="button"
          className={styles.chip}
          aria-pressed={onlyUnread}
          onClick={() => setOnlyUnread(!onlyUnread)}
          data-testid="talk-only-unread"
        >
          {t('talk.list.unread')}
        </button>
        <span>{t('talk.list.total', { shown: figure(list.total) })}</span>
      </div>
      {shown.length === 0 && (
        <Empty title={t(onlyUnread ? 'talk.list.noneUnread' : 'talk.list.none')}>
          {!onlyUnread && <span>{t('talk.list.how')}</span>}
        </Empty>
      )}
      <div ref={box} className={styles.channelRows}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = shown[index];
            return line ? (
              <Row
                key={line.channel}
                line={line}
                top={start}
                isChosen={line.channel === chosen}
                onOpen={() => onChannel(line.channel)}
              />
            ) : null;
          })}
        </div>
      </div>
      {list.channels.length < list.total && (
        <p className={styles.cut}>
          {t('talk.list.cut', { shown: figure(list.channels.length), total: figure(list.total) })}
        </p>
      )}
      <QuietHoursForm quiet={list.quiet} maySet={maySetQuiet} />
    </div>
  );
}

function Row({
  line,
  top,
  isChosen,
  onOpen,
}: {
  line: ChannelLine;
  top: number;
  isChosen: boolean;
  onOpen: () => void;
}) {
  const { last } = line;
  return (
    <button
      type="button"
      className={styles.channel}
      style={{ transform: `translateY(${top}px)`, height: ROW }}
      data-chosen={isChosen}
      data-testid="talk-channel"
      data-channel={line.channel}
      onClick={onOpen}
    >
      <span className={styles.channelName}>
        <b>{line.name}</b>
        <small>{line.level_name}</small>
        <time>{last && shortTime(last.at)}</time>
      </span>
      <span className={styles.channelLast}>
        <span>
          {last ? `${authorOf(last.author)}${t('talk.colon')}` : t('talk.list.empty')}
          {last?.beside && <Icon name={SIGN_OF[last.beside]} size={12} />}
          {last && beginningOf(last)}
        </span>
        {line.called > 0 && <em>@</em>}
        {line.unread > 0 && <strong data-testid="talk-unread">{figure(line.unread)}</strong>}
      </span>
    </button>
  );
}
