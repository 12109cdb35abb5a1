// The group of the grid that is selected, and the list of all groups.

import { useState } from 'react';
import { useLink } from '../desk/link';
import { place, showOrder } from '../desk/place';
import { useChannels } from '../desk/talk';
import { goToGrid } from '../desk/travel';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { ChannelsPanel } from '../panels/talk/ChannelsPanel';
import { TalkPanel } from '../panels/talk/TalkPanel';
import { useNow } from '../shared/clock';
import { figure } from '../shared/format';
import { Empty, Loading, Note } from '../shared/parts';
import { ageWords } from './age';
import styles from './views.module.css';

type Props = {
  /** The channel of the selected grid; none: the store has no grid yet. */
  channel: string | null;
  isShown: boolean;
  isWhole: boolean;
  may: (entry: string) => boolean;
};

export function TalkTab({ channel, isShown, isWhole, may }: Props) {
  const [isList, setList] = useState(false);
  const channels = useChannels(may('channels'));
  const link = useLink((state) => state);
  const now = useNow();
  if (channel === null) return <Empty title={t('shell.empty.title')} />;
  const open = (path: string): void => {
    setList(false);
    void goToGrid(path).then(() => place.set({ tab: 'talk' }));
    place.set({ tab: 'talk' });
  };
  const unread = channels.data?.channels.reduce((sum, line) => sum + line.unread, 0) ?? 0;
  const toList = (
    <button
      type="button"
      className={styles.wordTab}
      aria-pressed={isList}
      onClick={() => setList(!isList)}
      data-testid="talk-list"
    >
      {isList ? t('talk.list.back') : t('talk.list.open', { shown: figure(unread) })}
    </button>
  );
  if (!isList) {
    return (
      <TalkPanel
        channel={channel}
        isShown={isShown}
        age={link.link === 'lost' ? ageWords(now - link.heard) : null}
        side={toList}
        onOrder={showOrder}
        onChannel={open}
      />
    );
  }
  return (
    <div className={styles.column}>
      <div className={styles.listHead}>
        <b>{t('talk.list.title')}</b>
        {toList}
      </div>
      {channels.error && <Note {...failureWords(channels.error)} />}
      {channels.isPending && <Loading label={t('shell.loading')} />}
      {channels.data && (
        <ChannelsPanel
          list={channels.data}
          chosen={channel}
          maySetQuiet={isWhole && may('set_quiet_hours')}
          onChannel={open}
        />
      )}
    </div>
  );
}
