// Tables by which the district works, over the page.

import { useState } from 'react';
import { bridge } from '../bridge/open';
import type { TableKind } from '../bridge/wire/TableKind';
import { openIncident } from '../desk/incidents';
import { place } from '../desk/place';
import { useUnits } from '../desk/questions';
import { type Row, useDrafts, useTable, useTrial, useVerdict } from '../desk/tables';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { csv } from '../panels/fivemaps/csv';
import type { Span } from '../panels/tables/Bench';
import { saidIn } from '../panels/tables/rows';
import { TablesSheet } from '../panels/tables/TablesSheet';
import { useNow, useRested } from '../shared/clock';
import { Loading, Note } from '../shared/parts';
import { Sheet } from '../shared/Sheet';
import { durations } from '../shared/tokens';

const close = (): void => place.set({ overlay: 'none' });
const BEAT = 60_000;
const DAY = 86_400_000;

export function TablesOverlay({ mayChange }: { mayChange: boolean }) {
  const [of, setOf] = useState<TableKind>('categories');
  const [span, setSpan] = useState<Span | null>(null);
  const now = useNow(BEAT);
  const draft = useDrafts((state) => state.drafts[of] ?? null);
  const asked = useTable(of);
  const categories = useTable('categories', of === 'routing');
  const units = useUnits(of === 'routing');
  const rows = useRested(draft?.rows ?? null, durations.previewPause);
  const verdict = useVerdict(of, mayChange ? rows : null);
  const [from, until] = timeOf(span ?? 'yesterday', now);
  const trial = useTrial(rows ?? [], from, until, of === 'routing' && span !== null && rows !== null);
  if (asked.error || !asked.data) {
    return (
      <Sheet title={t('tables.title')} testId="tables" wide="table" onClose={close}>
        {asked.error ? <Note {...failureWords(asked.error)} /> : <Loading label={t('shell.loading')} />}
      </Sheet>
    );
  }
  const card = asked.data;
  const save = (name: string, saved: readonly Row[], faults: ReadonlyMap<number, string>): void => {
    const why = faults.size > 0 ? [t('tables.why')] : [];
    const head = [...card.columns.map((column) => t(`tables.column.${column}`)), ...why];
    const told = saved.map((row, at) => [
      ...row.map((cell, index) => saidIn(card.columns[index] ?? '', cell)),
      ...why.map(() => faults.get(at) ?? ''),
    ]);
    void bridge.save(`${name}.csv`, csv([head, ...told]), t('tables.save'));
  };
  return (
    <TablesSheet
      of={of}
      card={card}
      draft={draft}
      // Of another draft than the one that is shown nothing is said.
      verdict={rows === draft?.rows && !verdict.isFetching ? (verdict.data ?? null) : null}
      units={units.data?.units ?? []}
      categories={categories.data?.rows ?? []}
      trial={trial.data ?? null}
      trialFailure={trial.error}
      span={span}
      now={now}
      mayChange={mayChange}
      onOf={(next) => {
        setOf(next);
        setSpan(null);
      }}
      onSpan={setSpan}
      onRead={(file) => bridge.readTable(file, of)}
      onSave={save}
      onIncident={(incident) => {
        close();
        openIncident(incident);
      }}
      onClose={close}
    />
  );
}

/** The day before today, or so many days until now, to the minute: the same time is the same question. */
function timeOf(span: Span, now: number): [string, string] {
  const minute = Math.ceil(now / BEAT) * BEAT;
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  const until = span === 'yesterday' ? midnight.getTime() : minute;
  const from = span === 'yesterday' ? until - DAY : until - (span === 'week' ? 7 : 30) * DAY;
  return [new Date(from).toISOString(), new Date(until).toISOString()];
}
