// The broker at which sensors speak: how it stands with it, what was heard, and, for an admin, where it is.

import { Button, Input } from 'antd';
import { useState } from 'react';
import type { BrokerLink } from '../../bridge/wire/BrokerLink';
import type { SensorCard } from '../../bridge/wire/SensorCard';
import type { SensorTally } from '../../bridge/wire/SensorTally';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { spoken } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { figure, shortTime } from '../../shared/format';
import { Note } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import styles from './intake.module.css';

type Props = { card: SensorCard; mayChange: boolean; onTable: () => void; onClose: () => void };

const COUNTS: (keyof Omit<SensorTally, 'last'>)[] = [
  'messages',
  'suspicions',
  'again',
  'too_many',
  'passed_over',
  'unreadable',
  'kept',
  'refused',
];

export function SensorSheet({ card, mayChange, onTable, onClose }: Props) {
  return (
    <Sheet title={t('intake.sensors.title')} testId="sensors" wide onClose={onClose}>
      <p className={styles.quiet}>{t('intake.sensors.what')}</p>
      <Link link={card.link} isEntered={card.address !== null} />
      <p className={styles.quiet}>
        {t('intake.sensors.table', { count: figure(card.sensors) })}{' '}
        <Button size="small" onClick={onTable} data-testid="sensors-table">
          {t('intake.sensors.toTable')}
        </Button>
      </p>
      {mayChange ? <Address card={card} /> : <p className={styles.quiet}>{t('intake.sensors.mayNot')}</p>}
      <dl className={styles.counts} data-testid="sensors-heard">
        {COUNTS.map((name) => (
          <div key={name} data-count={name}>
            <dt>{t(`intake.sensors.count.${name}`)}</dt>
            <dd>{figure(card.heard[name])}</dd>
          </div>
        ))}
        {card.heard.last !== null && (
          <div>
            <dt>{t('intake.sensors.last')}</dt>
            <dd>{shortTime(card.heard.last)}</dd>
          </div>
        )}
      </dl>
    </Sheet>
  );
}

function Link({ link, isEntered }: { link: BrokerLink; isEntered: boolean }) {
  const why = link.state === 'lost' ? spoken(link.code, link.params) : null;
  return (
    <p className={styles.link} data-state={link.state} data-testid="sensors-link">
      <i />
      {link.state === 'off' && t(isEntered ? 'intake.sensors.noSensor' : 'intake.sensors.off')}
      {link.state === 'sought' && t('intake.sensors.sought')}
      {link.state === 'there' && t('intake.sensors.there', { time: shortTime(link.since) })}
      {link.state === 'lost' && t('intake.sensors.lost', { time: shortTime(link.since) })}
      {why !== null && (
        <span>
          {why.sentence} · {why.advice}
        </span>
      )}
    </p>
  );
}

function Address({ card }: { card: SensorCard }) {
  const [address, setAddress] = useState(card.address ?? '');
  const doing = useDoing();
  const isNew = address.trim() !== (card.address ?? '');
  const keep = async (): Promise<void> => {
    const wished = address.trim();
    const outcome = await doing.go({ type: 'set_broker', address: wished === '' ? null : wished });
    // A password is not shown again to whoever comes by.
    if (outcome !== null) setAddress(wished.replace(/\/\/[^/?#]*@/, '//'));
  };
  return (
    <form
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault();
        if (isNew && !doing.busy) void keep();
      }}
    >
      <div className={styles.pair}>
        <Input
          aria-label={t('intake.sensors.address')}
          placeholder={t('intake.sensors.example')}
          autoComplete="off"
          spellCheck={false}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          data-testid="sensors-address"
        />
        <Button htmlType="submit" loading={doing.busy} disabled={!isNew} data-testid="sensors-keep">
          {t('intake.sensors.keep')}
        </Button>
      </div>
      <p className={styles.quiet}>{t(card.has_login ? 'intake.sensors.sealed' : 'intake.sensors.how')}</p>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </form>
  );
}
