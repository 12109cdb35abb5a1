// The way in for phones while the door is open: trust first, then the field page.

import { QRCode } from 'antd';
import type { ReactNode } from 'react';
import type { DoorCard } from '../../bridge/wire/DoorCard';
import { t } from '../../i18n/words';
import styles from './network.module.css';

/** Pairs of a fingerprint on one line, so that two people can read it to each other. */
const PAIRS = 8;

export function WayIn({ door }: { door: DoorCard }) {
  const others = door.addresses.map((address) => `${address}field`).filter((address) => address !== door.field);
  return (
    <>
      {door.trust !== null && (
        <Step title={t('network.trust.title')} how={t('network.trust.how')} address={door.trust} testId="network-trust">
          {door.fingerprint !== null && (
            <>
              <p>{t('network.trust.compare')}</p>
              <code className={styles.fingerprint} data-testid="network-fingerprint">
                {linesOf(door.fingerprint).map((line) => (
                  <span key={line}>{line}</span>
                ))}
              </code>
            </>
          )}
          <p>{t('network.trust.without')}</p>
        </Step>
      )}
      <Step
        title={door.trust === null ? t('network.field.only') : t('network.field.title')}
        how={t('network.field.how')}
        address={door.field}
        testId="network-field"
      >
        {others.length > 0 && (
          <p>
            {t('network.field.others')}
            {others.map((address) => (
              <code key={address}>{address}</code>
            ))}
          </p>
        )}
      </Step>
    </>
  );
}

function Step(props: { title: string; how: string; address: string; testId: string; children: ReactNode }) {
  return (
    <section className={styles.step}>
      <QRCode value={props.address} size={132} bordered={false} bgColor="#ffffff" color="#0a111d" />
      <div>
        <h3>{props.title}</h3>
        <p>{props.how}</p>
        <code className={styles.address} data-testid={props.testId}>
          {props.address}
        </code>
        {props.children}
      </div>
    </section>
  );
}

function linesOf(fingerprint: string): string[] {
  const pairs = fingerprint.split(':');
  return Array.from({ length: Math.ceil(pairs.length / PAIRS) }, (_, line) =>
    pairs.slice(line * PAIRS, (line + 1) * PAIRS).join(':'),
  );
}
