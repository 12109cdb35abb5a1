// What the front line reports, newest first; j and k move, Enter goes to the place on the map.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ReportCounts } from '../../bridge/wire/ReportCounts';
import type { ReportKind } from '../../bridge/wire/ReportKind';
import type { ReportLine } from '../../bridge/wire/ReportLine';
import type { ReportState } from '../../bridge/wire/ReportState';
import type { ReportWish } from '../../bridge/wire/ReportWish';
import { offerHands } from '../../desk/hands';
import { named } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Picker } from '../../shared/Picker';
import { Empty, Tag } from '../../shared/parts';
import { KINDS, STATE_TONES, URGENCY_TONES } from './looks';
import styles from './report.module.css';

type Props = {
  reports: ReportLine[];
  /** How many fit; null: not known yet. */
  total: number | null;
  counts: ReportCounts | null;
  wish: ReportWish;
  /** The grid that the list can be narrowed to. */
  within: { path: string; name: string } | null;
  chosen: string | null;
  isShown: boolean;
  onWish: (wish: ReportWish) => void;
  onMore: () => void;
  onChoose: (report: ReportLine) => void;
  onOpen: (report: ReportLine) => void;
};

const ROW = 52;
const FILTERS: Record<'open' | 'new' | 'all', ReportState[]> = { open: ['new', 'taken_up'], new: ['new'], all: [] };

export function ReportsPanel(props: Props) {
  const { reports, total, wish, within, chosen, isShown, onWish, onChoose, onOpen } = props;
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: reports.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  useEffect(() =>
    isShown
      ? offerHands({
          step: (by) => {
            const at = reports.findIndex(({ id }) => id === chosen);
            const next = at < 0 ? 0 : Math.min(reports.length - 1, Math.max(0, at + by));
            const report = reports[next];
            if (!report) return;
            rows.scrollToIndex(next);
            onChoose(report);
          },
          open: () => {
            const report = reports.find(({ id }) => id === chosen) ?? reports[0];
            if (report) onOpen(report);
            return report !== undefined;
          },
        })
      : undefined,
  );
  const filter = Object.entries(FILTERS).find(([, states]) => states.join() === wish.states.join())?.[0];
  const isNarrow = wish.kinds.length > 0 || wish.mine || wish.scope !== null || filter === 'new';
  const none = isNarrow ? 'report.noneSo' : filter === 'open' ? 'report.noneOpen' : 'report.none';
  return (
    <section className={styles.list} aria-label={t('report.list')} data-testid="reports">
      <header className={styles.head}>
        <div className={styles.chips}>
          {(['open', 'new', 'all'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={filter === one}
              onClick={() => onWish({ ...wish, states: FILTERS[one] })}
              data-testid={`reports-${one}`}
            >
              {t(`report.filter.${one}`)}
            </button>
          ))}
          <button
            type="button"
            aria-pressed={wish.mine}
            onClick={() => onWish({ ...wish, mine: !wish.mine })}
            data-testid="reports-mine"
          >
            {t('report.mine')}
          </button>
          {(within !== null || wish.scope !== null) && (
            <button
              type="button"
              aria-pressed={wish.scope !== null}
              onClick={() => onWish({ ...wish, scope: wish.scope === null ? (within?.path ?? null) : null })}
              data-testid="reports-within"
            >
              {t('report.within', { name: within?.name ?? '' })}
            </button>
          )}
        </div>
        <div className={styles.sums}>
          {props.counts && t('report.counts', { new: figure(props.counts.new), taken: figure(props.counts.taken_up) })}
          <span>{total !== null && t('report.total', { count: figure(total) })}</span>
          <Picker
            size="small"
            className={styles.kind}
            popupMatchSelectWidth={false}
            aria-label={t('report.kind')}
            value={wish.kinds[0] ?? ''}
            options={[
              { value: '', label: t('report.anyKind') },
              ...KINDS.map((kind) => ({ value: kind, label: named('report_kind', kind) })),
            ]}
            onChange={(chosen: ReportKind | '') => onWish({ ...wish, kinds: chosen === '' ? [] : [chosen] })}
            data-testid="reports-kind"
          />
        </div>
      </header>
      {total === 0 && (
        <Empty title={t(none)}>
          <span>{t('report.how')}</span>
        </Empty>
      )}
      <div ref={box} className={styles.rows}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const report = reports[index];
            return report ? (
              <Row
                key={report.id}
                report={report}
                top={start}
                isChosen={report.id === chosen}
                onOpen={() => onOpen(report)}
              />
            ) : null;
          })}
        </div>
        {total !== null && reports.length < total && reports.length > 0 && (
          <button type="button" className={styles.more} onClick={props.onMore}>
            {t('report.more', { count: figure(total - reports.length) })}
          </button>
        )}
      </div>
    </section>
  );
}

type RowProps = { report: ReportLine; top: number; isChosen: boolean; onOpen: () => void };

function Row({ report, top, isChosen, onOpen }: RowProps) {
  return (
    <button
      type="button"
      className={styles.row}
      style={{ transform: `translateY(${top}px)`, height: ROW }}
      data-chosen={isChosen}
      data-state={report.state}
      onClick={onOpen}
      data-testid="reports-row"
      data-report={report.id}
    >
      <span>
        {report.urgency !== 'normal' && (
          <Tag tone={URGENCY_TONES[report.urgency]}>{t(`order.priority.${report.urgency}`)}</Tag>
        )}
        <Tag tone={STATE_TONES[report.state]}>{t(`report.state.${report.state}`)}</Tag>
        <b>{named('report_kind', report.kind)}</b>
        <em>{report.grid_name}</em>
        <time>{shortTime(report.arrived)}</time>
      </span>
      <span className={styles.words}>
        {report.photos > 0 && <Icon name="picture" size={14} />}
        {report.voice && <Icon name="mic" size={14} />}
        <span>{report.words === '' ? t('report.wordless') : report.words}</span>
      </span>
    </button>
  );
}
