// What the view is about, as a table or over time.

import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { actionOf, run } from '../actions/registry';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { GridCard } from '../bridge/wire/GridCard';
import type { OrderLine } from '../bridge/wire/OrderLine';
import type { OrderList } from '../bridge/wire/OrderList';
import { useBoard } from '../desk/boards';
import { fly, showOrder, usePlaceOf } from '../desk/place';
import { answers, gridQuestion } from '../desk/questions';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { Events } from '../panels/order/Events';
import { Timeline } from '../panels/order/Timeline';
import { OrdersTable } from '../panels/orders/OrdersTable';
import { Icon } from '../shared/icons';
import { Empty, Key, Loading, Note } from '../shared/parts';
import { GridSheet } from './GridSheet';
import styles from './views.module.css';

type Sheet = 'orders' | 'timeline' | 'grids';

type Props = { district: DistrictCard; orders: UseQueryResult<OrderList>; grid: GridCard | undefined };

export function BottomDock({ district, orders, grid }: Props) {
  const { bottomOpen, order, view } = usePlaceOf('bottomOpen', 'order', 'view');
  const [sheet, setSheet] = useState<Sheet>('orders');
  const [wide, setWide] = useState(false);
  const { board } = useBoard(view === 'dispatch' ? order : null);
  const sheets: Sheet[] = view === 'fivemaps' ? ['grids'] : board ? ['orders', 'timeline'] : ['orders'];
  const shown = sheets.includes(sheet) ? sheet : (sheets[0] ?? 'orders');
  // The top grid narrows nothing.
  const within = !wide && grid && grid.ancestors.some((above) => above.path !== grid.grid.path) ? grid.grid : null;
  const listed = orders.data?.orders.map((line) =>
    board && line.id === board.card.order.id ? { ...line, tally: board.units } : line,
  );

  return (
    <section
      className={styles.bottom}
      data-open={bottomOpen}
      aria-label={t(view === 'fivemaps' ? 'shell.bottom.gridsTitle' : 'shell.bottom.title')}
    >
      <div className={styles.bottomHead}>
        <div role="tablist" className={styles.tabList}>
          {sheets.map((one) => (
            <button
              type="button"
              key={one}
              className={styles.tab}
              aria-selected={bottomOpen && one === shown}
              role="tab"
              onClick={() => {
                setSheet(one);
                if (!bottomOpen) run(actionOf('bottom'));
              }}
              data-testid={`sheet-${one}`}
            >
              {t(`shell.bottom.${one}`)}
              {one === 'orders' && orders.data && <em> {orders.data.total}</em>}
              {one === 'timeline' && board && <em> {board.card.order.number}</em>}
            </button>
          ))}
        </div>
        {shown === 'orders' && grid && (within !== null || wide) && (
          <button type="button" className={styles.chip} aria-pressed={within !== null} onClick={() => setWide(!wide)}>
            <span>{within !== null ? t('shell.bottom.within', { name: within.name }) : t('shell.bottom.all')}</span>
            {within !== null && <Icon name="close" size={12} />}
          </button>
        )}
        <button type="button" className={styles.fold} onClick={() => run(actionOf('bottom'))} data-testid="bottom-fold">
          {t(bottomOpen ? 'shell.bottom.close' : 'shell.bottom.open')} <Key>B</Key>
        </button>
      </div>
      {bottomOpen && (
        <div className={styles.bottomBody}>
          {shown === 'grids' &&
            (district.scheme === null ? <Empty title={t('shell.empty.title')} /> : <GridSheet district={district} />)}
          {shown === 'timeline' && board && (
            <div className={styles.course}>
              <Timeline board={board} />
              <Events board={board} />
            </div>
          )}
          {shown === 'orders' && orders.error && <Note {...failureWords(orders.error)} />}
          {shown === 'orders' && !orders.error && !listed && <Loading label={t('shell.loading')} />}
          {shown === 'orders' && listed && (
            <OrdersTable
              orders={within ? listed.filter((line) => touches(line, within.path)) : listed}
              chosen={order}
              within={within?.name ?? null}
              onOrder={open}
            />
          )}
        </div>
      )}
    </section>
  );
}

/** Opens an order and goes where it is. */
function open(line: OrderLine): void {
  showOrder(line.id);
  void answers.fetchQuery(gridQuestion(line.scope)).then((card) => fly(card.bounds));
}

/** Whether an order reaches into a grid, or comes from inside it. */
function touches(line: OrderLine, path: string): boolean {
  return isWithin(line.scope, path) || isWithin(path, line.scope);
}

function isWithin(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}.`);
}
