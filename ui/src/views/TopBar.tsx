// Where one is, what is going on, and how fresh all of it is.

import { Tooltip } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { actionOf, run } from '../actions/registry';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { GridLine } from '../bridge/wire/GridLine';
import type { OrderLine } from '../bridge/wire/OrderLine';
import { useDoor } from '../desk/door';
import { useLink } from '../desk/link';
import { overdue } from '../desk/tally';
import { drillInto, home } from '../desk/travel';
import { listed, t } from '../i18n/words';
import { useNow } from '../shared/clock';
import { clockTime, figure } from '../shared/format';
import { Icon } from '../shared/icons';
import { Key } from '../shared/parts';
import { ageWords } from './age';
import styles from './bar.module.css';
import { DutyState } from './DutyState';
import { folded } from './trail';

/** The desk beats every 15 s: data younger than this is live. */
const FRESH = 18_000;
const MOST_HEADS = 2;

type Props = {
  district: DistrictCard;
  trail: GridLine[] | undefined;
  orders: OrderLine[];
  may: (entry: string) => boolean;
};

export function TopBar({ district, trail, orders, may }: Props) {
  const seat = district.seat;
  return (
    <header className={styles.bar}>
      <h1 className={styles.brandHead}>
        <button type="button" className={styles.brand} onClick={home}>
          {t('shell.name')}
        </button>
      </h1>
      {district.purpose === 'drill' && (
        <Tooltip title={t('shell.drill.explain')}>
          <button
            type="button"
            className={styles.drill}
            onClick={() => run(actionOf('begin-drill'))}
            data-testid="drill"
          >
            {t('shell.drill.name')}
          </button>
        </Tooltip>
      )}
      <Breadcrumb district={district} trail={trail ?? (district.tops.length === 1 ? district.tops : [])} />
      <button type="button" className={styles.search} onClick={() => run(actionOf('search'))} data-testid="search-open">
        <Icon name="search" size={15} />
        <span>{t('shell.search.short')}</span>
        <Key>Ctrl K</Key>
      </button>
      <div className={styles.figures}>
        <Live
          name="openOrders"
          value={district.open_orders}
          explain={t('shell.figure.explainOpen', { value: district.open_orders })}
        />
        <Overdue orders={orders} />
        <Live
          name="waiting"
          value={district.waiting}
          colour={district.waiting > 0 ? 'var(--waiting)' : undefined}
          explain={t('shell.figure.explainWaiting', { value: district.waiting })}
        />
        <Live
          name="reachable"
          value={district.reachable}
          of={district.heads + district.duty}
          explain={t('shell.figure.explainReachable', {
            value: district.reachable,
            people: district.heads + district.duty,
          })}
        />
        <Clock />
      </div>
      <DutyState may={may} />
      <LinkState />
      <Tooltip title={`${seatOver(district)} · ${t(`shell.door.${seat.door.way}`)}`}>
        <span className={styles.seat} data-testid="seat">
          {t(`shell.role.${seat.role}`)}
          <em>{seatOver(district)}</em>
        </span>
      </Tooltip>
    </header>
  );
}

function seatOver({ seat, tops, name }: DistrictCard): string {
  if (seat.subtree === null) return tops.length === 1 ? (tops[0]?.name ?? name) : t('shell.seat.whole');
  return tops.find((top) => top.path === seat.subtree)?.name ?? seat.subtree;
}

/** The heads of where one is are worth so many pixels of the way there. */
const FOR_HEADS = 72;

function Breadcrumb({ district, trail }: { district: DistrictCard; trail: GridLine[] }) {
  const heads = trail.at(-1)?.heads ?? [];
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!nav.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect.width - FOR_HEADS));
    watch.observe(nav.current);
    return () => watch.disconnect();
  }, []);
  const names = trail.map(({ name }) => name);
  const hidden = trail.slice(1, 1 + folded(names, room));
  const last = hidden.at(-1);
  return (
    <nav
      ref={nav}
      className={styles.crumbs}
      data-folded={last !== undefined}
      aria-label={t('shell.breadcrumb')}
      title={last && names.join(' › ')}
      data-testid="breadcrumb"
    >
      {trail.length === 0 && <span className={styles.crumb}>{district.name}</span>}
      {trail.map(({ path, name }, index) => (
        <span key={path} className={styles.step} hidden={hidden.some((one) => one.path === path)}>
          {index > 0 && <i>›</i>}
          {index === hidden.length + 1 && last && (
            <>
              <button
                type="button"
                className={`${styles.crumb} ${styles.fold}`}
                onClick={() => void drillInto(last.path)}
                data-testid="trail-fold"
              >
                …
              </button>
              <i>›</i>
            </>
          )}
          <button
            type="button"
            className={styles.crumb}
            aria-current={index === trail.length - 1 ? 'location' : undefined}
            onClick={() => void drillInto(path)}
            title={last ? undefined : name}
          >
            {name}
          </button>
        </span>
      ))}
      {trail.length > 0 && (
        <em data-missing={heads.length === 0} data-yields={last !== undefined} title={listed(heads)}>
          {heads.length === 0
            ? t('shell.noHeads')
            : t('shell.heads', {
                names: `${listed(heads.slice(0, MOST_HEADS))}${heads.length > MOST_HEADS ? '…' : ''}`,
              })}
        </em>
      )}
    </nav>
  );
}

/** Time alone makes an order overdue, so this looks at the clock. */
function Overdue({ orders }: { orders: OrderLine[] }) {
  const value = overdue(orders, useNow());
  return (
    <Live
      name="overdue"
      value={value}
      colour={value > 0 ? 'var(--overdue)' : undefined}
      explain={t('shell.figure.explainOverdue', { value, orders: orders.length })}
    />
  );
}

function Live(props: { name: string; value: number; of?: number; colour?: string | undefined; explain: string }) {
  return (
    <Tooltip title={props.explain}>
      <span className={styles.live} data-testid={`live-${props.name}`}>
        <b style={{ color: props.colour }}>
          {figure(props.value)}
          {props.of !== undefined && <small> / {figure(props.of)}</small>}
        </b>
        {t(`shell.figure.${props.name}`)}
      </span>
    </Tooltip>
  );
}

function Clock() {
  const now = useNow();
  const { heard, link } = useLink();
  const age = now - heard;
  const isFresh = link === 'local' || (link === 'live' && age < FRESH);
  return (
    <span className={styles.live} data-stale={!isFresh} data-testid="clock">
      <b>{clockTime(now)}</b>
      {isFresh ? t('shell.clock.fresh') : t('shell.clock.age', { age: ageWords(age) })}
    </span>
  );
}

function LinkState() {
  const link = useLink((state) => state.link);
  const pages = useDoor().data?.pages ?? null;
  const isOpen = pages !== null;
  return (
    <Tooltip title={t(isOpen ? 'shell.link.explainOpen' : 'shell.link.explainClosed', { count: pages ?? 0 })}>
      <button
        type="button"
        className={styles.link}
        data-link={link}
        data-open={isOpen}
        onClick={() => run(actionOf('network'))}
        data-testid="link"
      >
        <i />
        {t(`shell.link.${link}`)}
        <span data-testid="link-network">
          <Icon name="device" size={14} />
          {isOpen ? figure(pages) : t('shell.link.closed')}
        </span>
      </button>
    </Tooltip>
  );
}
