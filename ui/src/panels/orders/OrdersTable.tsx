// The orders, newest first; a row opens its order, and the map goes there.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { OrderLine } from '../../bridge/wire/OrderLine';
import { answered, unanswered } from '../../desk/tally';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { figure, percent, shortTime, span } from '../../shared/format';
import { Empty, Key, StackBar, Tag, type Tone } from '../../shared/parts';
import { STATE_COLOURS } from '../../shared/progress';
import styles from './orders.module.css';

type Props = {
  orders: OrderLine[];
  chosen: string | null;
  /** The name of what the list is narrowed to. */
  within: string | null;
  onOrder: (order: OrderLine) => void;
};

const ROW = 30;
const PRIORITY_TONES: Record<string, Tone> = { critical: 'red', urgent: 'amber', normal: 'plain' };

export function OrdersTable({ orders, chosen, within, onOrder }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: orders.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  if (orders.length === 0) {
    return (
      <Empty title={within === null ? t('order.list.none') : t('order.list.noneWithin', { name: within })}>
        <span>
          {t('order.list.how')} <Key>D</Key>
        </span>
      </Empty>
    );
  }
  return (
    <div className={styles.table} data-testid="orders">
      <div className={styles.columns}>
        {(['number', 'priority', 'kind', 'text', 'scope', 'issued', 'left', 'accepted', 'progress'] as const).map(
          (name) => (
            <span key={name}>{t(`order.list.${name}`)}</span>
          ),
        )}
      </div>
      <div ref={box} className={styles.scroll}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const order = orders[index];
            return order ? (
              <Row key={order.id} order={order} top={start} isChosen={order.id === chosen} onOrder={onOrder} />
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

function Row(props: { order: OrderLine; top: number; isChosen: boolean; onOrder: (order: OrderLine) => void }) {
  const { order, isChosen } = props;
  const { tally } = order;
  return (
    <button
      type="button"
      className={styles.row}
      style={{ transform: `translateY(${props.top}px)`, height: ROW }}
      data-chosen={isChosen}
      onClick={() => props.onOrder(order)}
      data-testid="orders-row"
      data-order={order.id}
    >
      <code>{order.number}</code>
      <span>
        <Tag tone={PRIORITY_TONES[order.priority] ?? 'plain'}>{t(`order.priority.${order.priority}`)}</Tag>
      </span>
      <span>{t(`order.kind.${order.kind}`)}</span>
      <b>{order.text === '' ? t('order.sealed') : order.text}</b>
      <span>{order.scope_name}</span>
      <span>{shortTime(order.issued)}</span>
      <Left order={order} />
      <span className={styles.number}>
        {figure(answered(tally))} / {figure(tally.expected)} · {percent(answered(tally), tally.expected)}%
      </span>
      <StackBar
        label={`${answered(tally)}/${tally.expected}`}
        shares={(['done', 'accepted', 'read', 'delivered', 'waiting', 'refused'] as const).map((name) => ({
          name,
          value: tally[name],
          colour: STATE_COLOURS[name],
        }))}
      />
    </button>
  );
}

function Left({ order }: { order: OrderLine }) {
  const now = useNow();
  if (order.end) return <span>{t(`order.end.${order.end.how.end}`)}</span>;
  if (unanswered(order.tally) === 0) return <span className={styles.done}>{t('order.list.answered')}</span>;
  if (order.deadline === null) return <span>–</span>;
  const left = Date.parse(order.deadline) - now;
  return <span className={left < 0 ? styles.late : styles.soon}>{left < 0 ? `−${span(-left)}` : span(left)}</span>;
}
