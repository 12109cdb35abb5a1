// What is wrong with the grids: how much of it is done, filters, the list, and the one that is looked at.

import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { DistrictCard } from '../../bridge/wire/DistrictCard';
import type { FactId } from '../../bridge/wire/FactId';
import type { Finding } from '../../bridge/wire/Finding';
import type { FindingKind } from '../../bridge/wire/FindingKind';
import type { FindingState } from '../../bridge/wire/FindingState';
import { useDoing } from '../../desk/calls';
import { EVERYTHING, useCheck, useFinding, type Wanted } from '../../desk/findings';
import { failureWords } from '../../i18n/failure';
import { named } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { clockTime, figure, percent } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import { Picker } from '../../shared/Picker';
import { Empty, Loading, Note, StackBar, WordButton } from '../../shared/parts';
import { FindingCard } from './FindingCard';
import { FindingList } from './FindingList';
import styles from './findings.module.css';
import { kindsOf, sumOf } from './sums';

export type FindingsPanelProps = {
  district: DistrictCard;
  /** The scheme that is checked; none: the published one. */
  scheme: string | null;
  /** The key of the finding that is looked at. */
  chosen: string | null;
  /** The grid that is selected on the map. */
  selected: string | null;
  /** How old the data are, while the link is down. */
  age: string | null;
  mayAccept: boolean;
  mayMend: boolean;
  /** Checks another scheme; none: the published one. */
  onScheme: (scheme: string | null) => void;
  onChoose: (finding: Finding | null) => void;
  onGo: (finding: Finding) => void;
  /** Edits the draft where a finding lies; null where one may not. */
  onDraw: ((finding: Finding) => void) | null;
  onGrid: (path: string) => void;
};

export function FindingsPanel(props: FindingsPanelProps) {
  const { district, scheme, chosen, selected, age, mayAccept, onChoose, onGo, onGrid } = props;
  const [filter, setFilter] = useState<Omit<Wanted, 'scheme'>>(EVERYTHING);
  const wanted: Wanted = { ...filter, scheme };
  const check = useCheck(wanted);
  const card = useFinding(scheme, chosen);
  const [mended, setMended] = useState<Mended | null>(null);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  // What was mended or is another finding now is looked at no more.
  useEffect(() => {
    if (card.error) onChoose(null);
  }, [card.error, onChoose]);

  if (check.error) return <Note {...failureWords(check.error)} />;
  if (!check.data) return <Loading label={t('shell.loading')} />;
  const { data } = check;
  if (data.scheme === null) {
    return (
      <Empty title={t('findings.empty.title')}>
        <span>{t('findings.empty.how')}</span>
      </Empty>
    );
  }
  const isDraft = data.scheme !== district.scheme?.name;
  const all = sumOf(data.counts, data.mended);
  const isFiltered = filter.kinds.length > 0 || filter.level !== null || filter.state !== null;
  const toggle = (kind: FindingKind): void => {
    const kinds = filter.kinds.includes(kind) ? filter.kinds.filter((one) => one !== kind) : [...filter.kinds, kind];
    setFilter({ ...filter, kinds });
  };
  return (
    <div className={styles.panel} ref={top} tabIndex={-1} data-testid="findings" data-stale={check.isPlaceholderData}>
      <header className={styles.head}>
        {isDraft && (
          <p className={styles.draft} data-testid="findings-draft">
            {t('findings.draft', { name: data.scheme })}
            <WordButton onClick={() => props.onScheme(null)}>{t('findings.mend.back')}</WordButton>
          </p>
        )}
        {mended && isDraft && <Undo mended={mended} onUndone={() => setMended(null)} />}
        <div className={styles.figures}>
          <Figure name="open" value={all.open} tone={all.open > 0 ? 'open' : 'none'} />
          <Figure name="accepted" value={all.accepted} tone="none" />
          {(isDraft || all.mended > 0) && <Figure name="mended" value={all.mended} tone="none" />}
          <Figure name="found" value={all.found} tone="none" />
          <b
            className={styles.share}
            title={t('findings.shareHow', { done: figure(all.done), all: figure(all.found) })}
            data-testid="findings-share"
          >
            {t('findings.share', { percent: all.found === 0 ? 100 : percent(all.done, all.found) })}
          </b>
        </div>
        <StackBar
          label={t('findings.shareHow', { done: figure(all.done), all: figure(all.found) })}
          shares={[
            { name: 'mended', value: all.mended, colour: 'var(--underWay)' },
            { name: 'accepted', value: all.accepted, colour: 'var(--done)' },
            { name: 'open', value: all.open, colour: 'var(--waiting)' },
          ]}
        />
        <p className={styles.looked} title={t('findings.lookedHow')}>
          {t('findings.looked', { grids: figure(data.grids), tolerance: data.tolerance })}
          {' · '}
          {age === null ? (
            t('findings.at', { time: clockTime(check.dataUpdatedAt) })
          ) : (
            <em>{t('findings.old', { age })}</em>
          )}
        </p>
      </header>
      {all.listed === 0 ? (
        <Empty title={t('findings.none.title')}>
          <span>{t('findings.none.how', { grids: figure(data.grids) })}</span>
        </Empty>
      ) : (
        <>
          <div className={styles.filters}>
            <div className={styles.kinds} role="group" aria-label={t('findings.filter.kinds')}>
              {kindsOf(data.counts, filter).map(({ kind, count }) => (
                <button
                  type="button"
                  key={kind}
                  aria-pressed={filter.kinds.includes(kind)}
                  onClick={() => toggle(kind)}
                  data-testid="findings-kind"
                  data-kind={kind}
                >
                  {named('finding', kind)} <b>{figure(count)}</b>
                </button>
              ))}
            </div>
            <div className={styles.narrow}>
              <OneOf<FindingState | 'all'>
                size="small"
                value={filter.state ?? 'all'}
                onChange={(state) => setFilter({ ...filter, state: state === 'all' ? null : state })}
                options={(['all', 'open', 'accepted'] as const).map((value) => ({
                  value,
                  label: t(`findings.filter.state.${value}`),
                }))}
                data-testid="findings-state"
              />
              <Picker<number>
                size="small"
                aria-label={t('findings.filter.level')}
                value={filter.level ?? 0}
                onChange={(level) => setFilter({ ...filter, level: level === 0 ? null : level })}
                options={[
                  { value: 0, label: t('findings.filter.allLevels') },
                  ...(district.scheme?.levels ?? []).map(({ level, name }) => ({ value: level, label: name })),
                ]}
                popupMatchSelectWidth={false}
                data-testid="findings-level"
              />
              {isFiltered && (
                <WordButton onClick={() => setFilter(EVERYTHING)} testId="findings-clear">
                  {t('findings.filter.clear')}
                </WordButton>
              )}
              <span data-testid="findings-total" data-count={data.total}>
                {t('findings.list.rows', { total: figure(data.total) })}
              </span>
            </div>
          </div>
          {data.total === 0 ? (
            <Empty title={t('findings.noneHere')} />
          ) : (
            <FindingList
              wanted={wanted}
              total={data.total}
              chosen={chosen}
              selected={selected}
              levels={district.levels}
              onChoose={onChoose}
              onGo={onGo}
            />
          )}
        </>
      )}
      {card.data && chosen !== null && card.data.finding.key === chosen && (
        <FindingCard
          key={chosen}
          finding={card.data.finding}
          offers={card.data.mends}
          scheme={data.scheme}
          isDraft={isDraft}
          mayMend={props.mayMend}
          onMended={(fact, words) => setMended({ fact, words })}
          onDraft={props.onScheme}
          onDraw={props.onDraw}
          mayAccept={mayAccept}
          onGo={onGo}
          onGrid={onGrid}
          onClose={() => onChoose(null)}
        />
      )}
    </div>
  );
}

type Mended = { fact: FactId; words: string };

/** What was mended last, and the way back. */
function Undo({ mended, onUndone }: { mended: Mended; onUndone: () => void }) {
  const doing = useDoing();
  const undo = async (): Promise<void> => {
    if (await doing.go({ type: 'undo_revision', fact: mended.fact })) onUndone();
  };
  return (
    <p className={styles.draft} role="status" data-testid="mended">
      {t('findings.mend.done', { what: mended.words })}
      <Button size="small" loading={doing.busy} onClick={() => void undo()} data-testid="mend-undo">
        {t('findings.mend.undo')}
      </Button>
      {doing.failure !== null && <em>{failureWords(doing.failure).title}</em>}
    </p>
  );
}

type FigureProps = { name: 'open' | 'accepted' | 'mended' | 'found'; value: number; tone: 'open' | 'none' };

function Figure({ name, value, tone }: FigureProps) {
  return (
    <span className={styles.figure} data-tone={tone} data-testid={`findings-${name}`} data-count={value}>
      <b>{figure(value)}</b>
      {t(`findings.${name}`)}
    </span>
  );
}
