// The robots that hear of a channel: how each stands, what failed, and the form that binds one.

import { Button } from 'antd';
import { useState } from 'react';
import type { DigestRow } from '../../bridge/wire/DigestRow';
import type { RobotCard } from '../../bridge/wire/RobotCard';
import type { RobotList } from '../../bridge/wire/RobotList';
import { useDoing } from '../../desk/calls';
import { fresh, robotsOf, stateOf } from '../../desk/robots';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { language } from '../../shared/language';
import { Empty, Note, WordButton } from '../../shared/parts';
import { RobotForm } from './RobotForm';
import styles from './robot.module.css';

type Props = {
  list: RobotList;
  channel: string;
  channelName: string;
  mayBind: boolean;
};

export function RobotPanel({ list, channel, channelName, mayBind }: Props) {
  /** Which is changed; `new`: one is bound; null: none. */
  const [edited, setEdited] = useState<string | null>(null);
  const robots = robotsOf(list, channel);
  const known = robots.find(({ id }) => id === edited);
  if (edited === 'new' || known) {
    return (
      <RobotForm
        key={edited}
        known={known ?? null}
        start={known?.setting ?? fresh(channel, language() === 'en' ? 'en' : 'zh')}
        channelName={known?.channel_name ?? channelName}
        onDone={() => setEdited(null)}
      />
    );
  }
  return (
    <div className={styles.panel} data-testid="robot-panel">
      {list.is_drill && <p className={styles.hint}>{t('robot.practice')}</p>}
      {!list.is_drill && !list.has_link && robots.length > 0 && <p className={styles.hint}>{t('robot.noLink')}</p>}
      {robots.length === 0 && !list.is_drill && <Empty title={t('robot.none')}>{t('robot.how')}</Empty>}
      {robots.map((robot) => (
        <Card
          key={robot.id}
          robot={robot}
          isOwn={robot.setting.channel === channel}
          mayBind={mayBind}
          onEdit={() => setEdited(robot.id)}
        />
      ))}
      {mayBind && !list.is_drill && (
        <footer className={styles.foot}>
          <Button size="small" type="primary" onClick={() => setEdited('new')} data-testid="robot-new">
            {t('robot.bind')}
          </Button>
        </footer>
      )}
    </div>
  );
}

function Card({
  robot,
  isOwn,
  mayBind,
  onEdit,
}: {
  robot: RobotCard;
  isOwn: boolean;
  mayBind: boolean;
  onEdit: () => void;
}) {
  const doing = useDoing();
  const state = stateOf(robot);
  const { setting } = robot;
  return (
    <section className={styles.card} data-state={state} data-testid="robot-card">
      <h3>
        <i aria-hidden="true" />
        <b>{setting.name}</b>
        <small>{t(`robot.kind.${setting.kind}`)}</small>
        <em data-testid="robot-state">{t(`robot.state.${state}`)}</em>
      </h3>
      <dl>
        <dt>{t('robot.channel')}</dt>
        <dd>
          {robot.channel_name ?? setting.channel}
          {setting.span === 'below' && ` · ${t('robot.below')}`}
          {!isOwn && ` · ${t('robot.fromAbove')}`}
        </dd>
        <dt>{t('robot.says')}</dt>
        <dd>{saysOf(robot)}</dd>
        <dt>{t('robot.taken')}</dt>
        <dd data-testid="robot-taken">{robot.taken ? shortTime(robot.taken) : t('robot.never')}</dd>
        {robot.waiting > 0 && (
          <>
            <dt>{t('robot.waiting')}</dt>
            <dd data-testid="robot-waiting">{t('robot.items', { shown: figure(robot.waiting) })}</dd>
          </>
        )}
        {robot.pause && (
          <>
            <dt>{t('robot.pause')}</dt>
            <dd>{t('robot.until', { time: shortTime(robot.pause) })}</dd>
          </>
        )}
      </dl>
      {robot.trouble && (
        <p className={styles.trouble} data-testid="robot-trouble">
          <b>{t(`robot.trouble.${robot.trouble}.title`)}</b>
          {robot.failed && <time>{shortTime(robot.failed)}</time>}
          <span>{t(`robot.trouble.${robot.trouble}.advice`)}</span>
          <Said code={robot.code} said={robot.said} />
        </p>
      )}
      {robot.digests.map((digest) => (
        <Digest key={digest.id} digest={digest} maySettle={mayBind} />
      ))}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {mayBind && (
        <footer className={styles.foot}>
          <Button
            size="small"
            loading={doing.busy || robot.is_sending}
            onClick={() => void doing.go({ type: 'try_robot', robot: robot.id })}
            data-testid="robot-try"
          >
            {t('robot.try')}
          </Button>
          <Button size="small" onClick={onEdit} data-testid="robot-edit">
            {t('robot.edit')}
          </Button>
        </footer>
      )}
    </section>
  );
}

function Digest({ digest, maySettle }: { digest: DigestRow; maySettle: boolean }) {
  const doing = useDoing();
  const settle = (how: 'retry' | 'drop'): void => void doing.go({ type: 'settle_digest', digest: digest.id, how });
  return (
    <div className={styles.digest} data-testid="robot-digest" data-state={digest.state}>
      <p>
        {t(digest.state === 'unknown' ? 'robot.digest.unknown' : 'robot.digest.refused', {
          time: shortTime(digest.at),
          shown: figure(digest.items),
        })}{' '}
        <Said code={digest.code} said={digest.said} />
      </p>
      {maySettle && (
        <span>
          <WordButton onClick={() => settle('retry')} testId="robot-again">
            {t('robot.digest.retry')}
          </WordButton>
          <WordButton onClick={() => settle('drop')} testId="robot-leave">
            {t('robot.digest.drop')}
          </WordButton>
        </span>
      )}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </div>
  );
}

/** What the service said itself. */
function Said({ code, said }: { code: string | null; said: string | null }) {
  const words = [code, said].filter((word) => word !== null && word !== '').join(' · ');
  return words === '' ? null : <code>{words}</code>;
}

function saysOf({ setting }: RobotCard): string {
  const kinds = setting.kinds.map((kind) => t(`order.kind.${kind}`));
  const least =
    setting.least === 'normal' ? [] : [t('robot.least', { priority: t(`order.priority.${setting.least}`) })];
  const orders = kinds.length === 0 ? [] : [[kinds.join(t('robot.and')), ...least].join(' ')];
  const notices = setting.notices ? [t('robot.notices')] : [];
  const reminders = setting.reminders ? [t('robot.reminders')] : [];
  return [...orders, ...notices, ...reminders].join(t('robot.semicolon'));
}
