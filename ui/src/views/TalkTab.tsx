// The group of the grid that is selected, and the list of all groups.

import { useEffect, useState } from 'react';
import { offerHands } from '../desk/hands';
import { useLink } from '../desk/link';
import { place, showOrder, showRobots, showTalk, usePlaceOf } from '../desk/place';
import { robotsOf, useRobots } from '../desk/robots';
import { useChannels } from '../desk/talk';
import { goToGrid } from '../desk/travel';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { ChannelsPanel } from '../panels/talk/ChannelsPanel';
import { RobotPanel } from '../panels/talk/RobotPanel';
import { RobotSign } from '../panels/talk/RobotSign';
import { TalkPanel } from '../panels/talk/TalkPanel';
import { useNow } from '../shared/clock';
import { figure } from '../shared/format';
import { Empty, Loading, Note } from '../shared/parts';
import { ageWords } from './age';
import styles from './views.module.css';

type Props = {
  /** The channel of the selected grid; none: the store has no grid yet. */
  channel: string | null;
  /** What it is called. */
  name: string;
  isShown: boolean;
  isWhole: boolean;
  may: (entry: string) => boolean;
};

export function TalkTab({ channel, name, isShown, isWhole, may }: Props) {
  const [isList, setList] = useState(false);
  const { robots: isRobots } = usePlaceOf('robots');
  const channels = useChannels(may('channels'));
  const robots = useRobots(may('robots')).data;
  const hearing = robotsOf(robots, channel ?? '');
  const mayBind = isWhole && may('bind_robot');
  const link = useLink((state) => state);
  const now = useNow();
  // Robots stand before the group, and go before it does.
  const isBefore = isShown && isRobots;
  useEffect(() => (isBefore ? offerHands({ fold: () => place.set({ robots: false }) }) : undefined), [isBefore]);
  if (channel === null) return <Empty title={t('shell.empty.title')} />;
  const open = (path: string): void => {
    setList(false);
    void goToGrid(path).then(showTalk);
    showTalk();
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
  const sign = robots && (
    <RobotSign
      robots={hearing}
      isOpen={isRobots}
      mayBind={mayBind && !robots.is_drill}
      onOpen={isRobots ? showTalk : showRobots}
    />
  );
  if (isRobots && robots) {
    return (
      <div className={styles.column}>
        <div className={styles.listHead}>
          <b>{t('robot.title')}</b>
          {sign}
        </div>
        <RobotPanel key={channel} list={robots} channel={channel} channelName={name} mayBind={mayBind} />
      </div>
    );
  }
  if (!isList) {
    return (
      <TalkPanel
        channel={channel}
        isShown={isShown}
        mayTalk={may('begin_speech')}
        age={link.link === 'lost' ? ageWords(now - link.heard) : null}
        side={
          <span className={styles.sides}>
            {sign}
            {toList}
          </span>
        }
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
