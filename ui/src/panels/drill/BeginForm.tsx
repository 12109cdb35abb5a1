// How a drill is wished for. Whoever changes nothing gets a working day at its own pace, until it is ended.

import { Button } from 'antd';
import { useState } from 'react';
import type { DrillProfile } from '../../bridge/wire/DrillProfile';
import type { DrillWish } from '../../bridge/wire/DrillWish';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import styles from './drill.module.css';

type Props = { people: number; busy: boolean; onBegin: (wish: DrillWish) => void };

const PROFILES: readonly DrillProfile[] = ['quiet', 'flood', 'night', 'rush'];
const CROWDS = [50, 200, 1000];
const PACES = [1, 10, 60];
const MINUTES = [5, 15, 60];
/** Everybody, and until it is ended. */
const ALL = 0;
const USUAL: DrillWish = { profile: 'quiet', people: 50, pace: 1, seconds: null, seed: 7 };

export function BeginForm({ people, busy, onBegin }: Props) {
  const [wish, setWish] = useState(USUAL);
  const change = (some: Partial<DrillWish>): void => setWish((before) => ({ ...before, ...some }));
  const crowds = CROWDS.filter((count) => count < people);
  return (
    <div className={styles.form}>
      <span>{t('drill.profile')}</span>
      <OneOf
        value={wish.profile}
        options={PROFILES.map((value) => ({ value, label: t(`drill.day.${value}`) }))}
        onChange={(profile) => change({ profile })}
        data-testid="drill-profile"
      />
      <p className={styles.across}>{t(`drill.about.${wish.profile}`)}</p>
      <span>{t('drill.people')}</span>
      <OneOf
        value={wish.people ?? ALL}
        options={[
          ...crowds.map((value) => ({ value, label: figure(value) })),
          { value: ALL, label: t('drill.everybody', { count: figure(people) }) },
        ]}
        onChange={(count) => change({ people: count === ALL ? null : count })}
        data-testid="drill-people"
      />
      <span>{t('drill.pace')}</span>
      <OneOf
        value={wish.pace}
        options={PACES.map((value) => ({ value, label: t('drill.times', { count: value }) }))}
        onChange={(pace) => change({ pace })}
        data-testid="drill-pace"
      />
      <span>{t('drill.seconds')}</span>
      <OneOf
        value={wish.seconds ?? ALL}
        options={[
          ...MINUTES.map((value) => ({ value: value * 60, label: t('drill.minutes', { count: value }) })),
          { value: ALL, label: t('drill.untilEnded') },
        ]}
        onChange={(seconds) => change({ seconds: seconds === ALL ? null : seconds })}
        data-testid="drill-seconds"
      />
      <span>{t('drill.seed', { seed: wish.seed })}</span>
      <div>
        <Button size="small" onClick={() => change({ seed: wish.seed + 1 })} data-testid="drill-seed">
          {t('drill.others')}
        </Button>
      </div>
      <Button
        className={styles.go}
        type="primary"
        loading={busy}
        onClick={() => onBegin(wish)}
        data-testid="drill-begin"
      >
        {t('drill.begin')}
      </Button>
    </div>
  );
}
