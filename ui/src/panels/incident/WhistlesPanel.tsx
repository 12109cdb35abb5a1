// The list of whistles, newest first: those that run, those that somebody refused, all.

import type { WhistleLine } from '../../bridge/wire/WhistleLine';
import type { WhistlesShown } from '../../bridge/wire/WhistlesShown';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { figure, shortTime } from '../../shared/format';
import { Tag } from '../../shared/parts';
import { ChipList } from './ChipList';
import { LightSign } from './Clocks';
import { lightOf } from './clock';
import { keyOfParty } from './deed';
import styles from './list.module.css';
import { ON_SITE_TONES } from './looks';
import { thereOf } from './whistle';

type Props = {
  whistles: readonly WhistleLine[];
  /** How many fit; null: not known yet. */
  total: number | null;
  which: WhistlesShown;
  onWhich: (which: WhistlesShown) => void;
  onOpen: (whistle: WhistleLine) => void;
};

const CHIPS: WhistlesShown[] = ['running', 'refused', 'all'];
const BEAT = 15_000;

export function WhistlesPanel({ whistles, total, which, onWhich, onOpen }: Props) {
  const now = useNow(BEAT);
  return (
    <ChipList
      testId="whistles"
      label={t('whistle.list')}
      chips={CHIPS.map((which) => ({ which, label: t(`whistle.filter.${which}`) }))}
      which={which}
      onWhich={onWhich}
      total={total}
      sum={t('whistle.total', { count: figure(total ?? 0) })}
      none={t(`whistle.none.${which}`)}
      how={t('whistle.how')}
    >
      {whistles.map((line) => (
        <button
          key={line.id}
          type="button"
          className={styles.card}
          onClick={() => onOpen(line)}
          data-testid="whistles-row"
          data-whistle={line.id}
        >
          <span>
            <Tag tone={line.kind === 'emergency' ? 'red' : 'blue'}>{nameOf('whistle_kind', line.kind)}</Tag>
            <b>{line.grid_name}</b>
            <code>{line.number}</code>
            <em>{shortTime(line.blown)}</em>
            <em>{t('whistle.thereOf', thereOf(line.called))}</em>
            {line.ended !== null && <Tag tone="green">{t('whistle.endedShort')}</Tag>}
          </span>
          <span>{line.words}</span>
          <span>
            {line.called.map((one) => {
              const light = one.clock.until === null ? lightOf(one.clock, now) : one.clock.light;
              return (
                <span key={keyOfParty(one.party.party)} data-state={one.on_site}>
                  <LightSign light={light} /> {one.party.name}{' '}
                  <Tag tone={ON_SITE_TONES[one.on_site]}>{nameOf('on_site', one.on_site)}</Tag>
                </span>
              );
            })}
          </span>
          {which === 'refused' &&
            line.called.flatMap((one) =>
              one.refusals.map((refusal) => (
                <em key={`${keyOfParty(one.party.party)} ${refusal.at}`}>
                  {t('whistle.refusedBy', { name: one.party.name, reason: refusal.reason })}
                </em>
              )),
            )}
        </button>
      ))}
    </ChipList>
  );
}
