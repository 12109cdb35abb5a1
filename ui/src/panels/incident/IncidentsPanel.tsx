// The list of incidents, newest first; j and k move, Enter goes to the place on the map.

import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { IncidentChannel } from '../../bridge/wire/IncidentChannel';
import type { IncidentCount } from '../../bridge/wire/IncidentCount';
import type { IncidentLine } from '../../bridge/wire/IncidentLine';
import type { IncidentState } from '../../bridge/wire/IncidentState';
import type { IncidentWish } from '../../bridge/wire/IncidentWish';
import type { ReportKind } from '../../bridge/wire/ReportKind';
import { offerHands } from '../../desk/hands';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { figure } from '../../shared/format';
import { Picker } from '../../shared/Picker';
import { Empty, Key, Loading, WordButton } from '../../shared/parts';
import { IncidentRow } from './IncidentRow';
import styles from './list.module.css';
import { CHANNELS, KINDS, OPEN, STATES_OF } from './looks';

type Props = {
  incidents: IncidentLine[];
  /** How many fit; null: not known yet. */
  total: number | null;
  counts: readonly IncidentCount[];
  wish: IncidentWish;
  /** The figure of which these are the cases; none: the list is as it is wished. */
  behind: string | null;
  /** Goes back from those to the list as it is wished. */
  onAll: () => void;
  /** The grid that the list can be narrowed to. */
  within: { path: string; name: string } | null;
  chosen: string | null;
  isShown: boolean;
  onWish: (wish: IncidentWish) => void;
  onMore: () => void;
  onChoose: (incident: IncidentLine) => void;
  onOpen: (incident: IncidentLine) => void;
  /** Opens the form of a new one; none: this seat registers none. */
  onRegister: (() => void) | null;
  /** Begins to decide what waits, one by one; none: this seat decides nothing. */
  onTriage: (() => void) | null;
  /** Takes work orders of the hotline in; none: this seat brings no files in. */
  onHotline: (() => void) | null;
  /** Shows by which tokens other systems hand incidents in; none: this seat may not know. */
  onIntakes: (() => void) | null;
  /** Shows who looked at callers, and what is kept of them; none: this seat may not know. */
  onCallers: (() => void) | null;
};

const ROW = 90;
const BEAT = 15_000;
type Chip = 'open' | keyof typeof STATES_OF | 'all';
const CHIPS: Record<Chip, IncidentState[]> = { open: OPEN, ...STATES_OF, all: [] };

export function IncidentsPanel(props: Props) {
  const { incidents, total, counts, wish, behind, chosen, isShown, onChoose, onOpen } = props;
  const box = useRef<HTMLDivElement>(null);
  const now = useNow(BEAT);
  const rows = useVirtualizer({
    count: incidents.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  useEffect(() =>
    isShown
      ? offerHands({
          step: (by) => {
            const at = incidents.findIndex(({ id }) => id === chosen);
            const next = at < 0 ? 0 : Math.min(incidents.length - 1, Math.max(0, at + by));
            const incident = incidents[next];
            if (!incident) return;
            rows.scrollToIndex(next);
            onChoose(incident);
          },
          open: () => {
            const incident = incidents.find(({ id }) => id === chosen) ?? incidents[0];
            if (incident) onOpen(incident);
            return incident !== undefined;
          },
        })
      : undefined,
  );
  const chip = Object.entries(CHIPS).find(([, states]) => states.join() === wish.states.join())?.[0];
  const countOf = (states: readonly IncidentState[]): number =>
    counts.reduce((sum, { state, count }) => sum + (states.includes(state) ? count : 0), 0);
  const isNarrow =
    wish.kinds.length + wish.channels.length > 0 || wish.mine || wish.wants_reopening || wish.scope !== null;
  const none =
    behind !== null || isNarrow || (chip !== 'open' && chip !== 'all')
      ? 'incident.noneSo'
      : `incident.none.${chip ?? 'open'}`;
  return (
    <section
      className={styles.list}
      aria-label={t('incident.list')}
      data-testid="incidents"
      data-beside={chosen !== null}
    >
      {behind === null ? (
        <Wishes {...props} chip={chip} countOf={countOf} />
      ) : (
        <header className={`${styles.head} ${styles.behind}`} data-testid="incidents-behind">
          <strong title={behind}>{behind}</strong>
          <span>{total !== null && t('incident.total', { count: figure(total) })}</span>
          <Button size="small" onClick={props.onAll} data-testid="incidents-all-again">
            {t('incident.notBehind')}
          </Button>
        </header>
      )}
      {total === null && <Loading label={t('shell.loading')} />}
      {total === 0 && (
        <Empty title={t(none)}>
          <span>{t('incident.how')}</span>
        </Empty>
      )}
      <div ref={box} className={styles.rows}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const incident = incidents[index];
            return incident ? (
              <IncidentRow
                key={incident.id}
                incident={incident}
                now={now}
                style={{ transform: `translateY(${start}px)`, height: ROW }}
                isChosen={incident.id === chosen}
                stands="list"
                onOpen={() => onOpen(incident)}
              />
            ) : null;
          })}
        </div>
        {total !== null && incidents.length < total && incidents.length > 0 && (
          <button type="button" className={styles.more} onClick={props.onMore}>
            {t('incident.more', { count: figure(total - incidents.length) })}
          </button>
        )}
      </div>
    </section>
  );
}

type WishesProps = Props & { chip: string | undefined; countOf: (states: readonly IncidentState[]) => number };

/** By what the list is narrowed, and what one begins from it. */
function Wishes(props: WishesProps) {
  const { total, wish, within, onWish, chip, countOf } = props;
  return (
    <header className={styles.head}>
      <div className={styles.chips}>
        {(Object.keys(CHIPS) as Chip[]).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={chip === one}
            onClick={() => onWish({ ...wish, states: CHIPS[one] })}
            data-testid={`incidents-${one}`}
          >
            {one === 'open' || one === 'all' ? t(`incident.filter.${one}`) : t(`incident.stage.${one}`)}
            {one !== 'all' && <b>{figure(countOf(CHIPS[one]))}</b>}
          </button>
        ))}
      </div>
      <div className={`${styles.sums} ${styles.filters}`}>
        <Picker
          size="small"
          className={styles.kind}
          popupMatchSelectWidth={false}
          aria-label={t('incident.kind')}
          value={wish.kinds[0] ?? ''}
          options={[
            { value: '', label: t('incident.anyKind') },
            ...KINDS.map((kind) => ({ value: kind, label: nameOf('report_kind', kind) })),
          ]}
          onChange={(kind: ReportKind | '') => onWish({ ...wish, kinds: kind === '' ? [] : [kind] })}
          data-testid="incidents-kind"
        />
        <Picker
          size="small"
          className={styles.kind}
          popupMatchSelectWidth={false}
          aria-label={t('incident.channel')}
          value={wish.channels[0] ?? ''}
          options={[
            { value: '', label: t('incident.anyChannel') },
            ...CHANNELS.map((channel) => ({ value: channel, label: nameOf('incident_channel', channel) })),
          ]}
          onChange={(channel: IncidentChannel | '') => onWish({ ...wish, channels: channel === '' ? [] : [channel] })}
          data-testid="incidents-channel"
        />
        <div className={styles.chips}>
          <button
            type="button"
            aria-pressed={wish.mine}
            onClick={() => onWish({ ...wish, mine: !wish.mine })}
            data-testid="incidents-mine"
          >
            {t('incident.mine')}
          </button>
          <button
            type="button"
            aria-pressed={wish.wants_reopening}
            // What somebody wants reopened has ended, in whatever way.
            onClick={() =>
              onWish({
                ...wish,
                wants_reopening: !wish.wants_reopening,
                states: wish.wants_reopening ? OPEN : [],
              })
            }
            data-testid="incidents-reopening"
          >
            {t('incident.reopening')}
          </button>
        </div>
      </div>
      <div className={styles.sums}>
        <div className={styles.chips}>
          {(within !== null || wish.scope !== null) && (
            <button
              type="button"
              className={styles.within}
              aria-pressed={wish.scope !== null}
              title={within?.name ?? ''}
              onClick={() => onWish({ ...wish, scope: wish.scope === null ? (within?.path ?? null) : null })}
              data-testid="incidents-within"
            >
              {t('incident.within', { name: within?.name ?? '' })}
            </button>
          )}
        </div>
        <span>{total !== null && t('incident.total', { count: figure(total) })}</span>
        {props.onRegister && (
          <Button size="small" onClick={props.onRegister} data-testid="incidents-register">
            {t('incident.register.begin')} <Key>Alt I</Key>
          </Button>
        )}
        {props.onTriage && (
          <Button size="small" type="primary" onClick={props.onTriage} data-testid="incidents-triage">
            {t('incident.triage.begin')} <Key>Alt J</Key>
          </Button>
        )}
      </div>
      <div className={`${styles.doors} ${styles.filters}`}>
        {props.onHotline && (
          <WordButton onClick={props.onHotline} testId="incidents-hotline">
            {t('intake.hotline.begin')} <Key>Alt H</Key>
          </WordButton>
        )}
        {props.onIntakes && (
          <WordButton onClick={props.onIntakes} testId="incidents-intakes">
            {t('intake.begin')} <Key>Alt U</Key>
          </WordButton>
        )}
        {props.onCallers && (
          <WordButton onClick={props.onCallers} testId="incidents-callers">
            {t('incident.callers.begin')} <Key>Alt V</Key>
          </WordButton>
        )}
      </div>
    </header>
  );
}
