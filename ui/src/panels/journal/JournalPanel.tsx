// The journal: what happened, newest first; written into, searched, printed, never changed.

import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { AlarmCause } from '../../bridge/wire/AlarmCause';
import type { FactId } from '../../bridge/wire/FactId';
import type { Heading } from '../../bridge/wire/Heading';
import type { JournalEntry } from '../../bridge/wire/JournalEntry';
import type { JournalWish } from '../../bridge/wire/JournalWish';
import type { Role } from '../../bridge/wire/Role';
import { offerHands } from '../../desk/hands';
import { useJournal } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { useRested } from '../../shared/clock';
import { figure } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Picker } from '../../shared/Picker';
import { Empty, Key, Loading, Note } from '../../shared/parts';
import { durations } from '../../shared/tokens';
import { EntryLine } from './EntryLine';
import styles from './journal.module.css';
import { WriteForm } from './WriteForm';
import { lineOf } from './words';

type Props = {
  /** The selected grid, to which the panel can be narrowed and about which one writes. */
  within: { path: string; name: string } | null;
  /** The order that is open. */
  order: { id: string; number: string } | null;
  mayWrite: boolean;
  mayPrint: boolean;
  isShown: boolean;
  /** Prints what is wished; where the file lies, or null. */
  onPrint: (wish: JournalWish) => Promise<string | null>;
  onGrid: (path: string) => void;
  onOrder: (order: string) => void;
  onIncident: (id: string) => void;
  onCheckpoint: (id: string) => void;
};

const HEADINGS: Heading[] = ['order', 'incident', 'call', 'note', 'watch', 'checkpoint', 'district'];
const ROLES: Role[] = ['admin', 'commander', 'operator', 'supervisor', 'field'];

export function keyOf({ desk, seq }: FactId): string {
  return `${desk}/${seq}`;
}

export function JournalPanel(props: Props) {
  const { within, mayWrite, mayPrint, isShown } = props;
  const [headings, setHeadings] = useState<Heading[]>([]);
  const [roles, setRoles] = useState<Role[]>([]);
  const [day, setDay] = useState('');
  const [text, setText] = useState('');
  const [narrow, setNarrow] = useState<Props['within']>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [corrects, setCorrects] = useState<JournalEntry | null>(null);
  const [writing, setWriting] = useState(false);
  const [printed, setPrinted] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const list = useRef<HTMLDivElement>(null);
  const rested = useRested(text.trim(), durations.previewPause);
  const days = day === '' ? null : day;
  const wish: JournalWish = {
    scope: narrow?.path ?? null,
    from: days,
    to: days,
    watch: null,
    headings,
    roles,
    text: rested,
  };
  const asked = useJournal(wish);
  const entries = asked.data?.entries ?? [];
  const at = entries.findIndex((entry) => keyOf(entry.fact) === chosen);
  const step = (by: 1 | -1): void => {
    const next = entries[Math.max(0, Math.min(entries.length - 1, at < 0 ? 0 : at + by))];
    if (next) setChosen(keyOf(next.fact));
  };
  const openCause = (cause: AlarmCause, scope: string | null): void => {
    if ('order' in cause) props.onOrder(cause.order);
    else if (cause.cause === 'report') props.onIncident(cause.report);
    else if (scope !== null) props.onGrid(scope);
  };
  const open = (entry: JournalEntry | undefined): boolean => {
    if (entry?.what) goTo(entry, entry.what);
    return entry !== undefined;
  };
  const goTo = (entry: JournalEntry, what: NonNullable<JournalEntry['what']>): void => {
    if (what.what === 'order_issued') props.onOrder(what.order);
    else if (what.what === 'order_ended' || what.what === 'rung_reached' || what.what === 'call_logged')
      props.onOrder(what.order);
    else if (what.what === 'note' && what.about.order !== null) props.onOrder(what.about.order);
    else if (
      what.what === 'incident_reported' ||
      what.what === 'incident_handled' ||
      what.what === 'whistle_blown' ||
      what.what === 'whistle_handled'
    )
      props.onIncident(what.incident);
    else if (what.what === 'alarm_acknowledged' || what.what === 'alarm_closed') openCause(what.cause, entry.scope);
    else if (what.what === 'checkpoint_set') props.onCheckpoint(what.id);
    else if (entry.scope !== null) props.onGrid(entry.scope);
  };
  const copy = (): void => {
    void navigator.clipboard?.writeText(entries.map(lineOf).join('\n'));
  };
  useEffect(() => (isShown ? offerHands({ step, copy, open: () => open(entries[at]) }) : undefined));
  useEffect(() => {
    if (chosen !== null) list.current?.querySelector('[data-chosen="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const print = async (): Promise<void> => {
    setFailure(null);
    try {
      setPrinted(await props.onPrint(wish));
    } catch (caught) {
      setFailure(caught);
    }
  };
  const isNarrowed = narrow !== null || days !== null || headings.length + roles.length > 0 || rested !== '';

  return (
    <div className={styles.panel} data-testid="journal-panel">
      <header className={styles.head}>
        <Input
          size="small"
          value={text}
          aria-label={t('duty.journal.search')}
          placeholder={t('duty.journal.search')}
          onChange={(event) => setText(event.target.value)}
          data-testid="journal-search"
        />
        <div className={styles.filters}>
          <input
            type="date"
            className={styles.day}
            value={day}
            aria-label={t('duty.journal.day')}
            onChange={(event) => setDay(event.target.value)}
            data-testid="journal-day"
          />
          <Picker
            mode="multiple"
            size="small"
            className={styles.select}
            maxTagCount="responsive"
            value={headings}
            aria-label={t('duty.journal.kind')}
            placeholder={t('duty.journal.kind')}
            onChange={setHeadings}
            options={HEADINGS.map((value) => ({ value, label: t(`duty.heading.${value}`) }))}
          />
          <Picker
            mode="multiple"
            size="small"
            className={styles.select}
            maxTagCount="responsive"
            value={roles}
            aria-label={t('duty.journal.who')}
            placeholder={t('duty.journal.who')}
            onChange={setRoles}
            options={ROLES.map((value) => ({ value, label: t(`shell.role.${value}`) }))}
          />
        </div>
        <div className={styles.tools}>
          {(narrow ?? within) !== null && (
            <button
              type="button"
              className={styles.chip}
              aria-pressed={narrow !== null}
              onClick={() => setNarrow(narrow ? null : within)}
              data-testid="journal-within"
            >
              {t('duty.journal.within', { name: (narrow ?? within)?.name ?? '' })}
              {narrow && <Icon name="close" size={12} />}
            </button>
          )}
          <span className={styles.total}>{asked.data && t('duty.journal.total', { count: asked.data.total })}</span>
          {mayPrint && (
            <Button size="small" onClick={() => void print()} data-testid="journal-print">
              {t('duty.journal.print')}
            </Button>
          )}
          {mayWrite && (
            <Button size="small" type="primary" onClick={() => setWriting(true)} data-testid="journal-write">
              {t('duty.journal.write')}
            </Button>
          )}
        </div>
        {printed !== null && (
          <p className={styles.printed} role="status">
            {t('duty.journal.printed', { name: printed })}
          </p>
        )}
        {failure !== null && <Note {...failureWords(failure)} />}
      </header>
      {(writing || corrects !== null) && (
        <WriteForm
          key={corrects?.number ?? ''}
          within={within}
          order={props.order}
          corrects={corrects}
          onClose={() => {
            setWriting(false);
            setCorrects(null);
          }}
        />
      )}
      <div ref={list} className={styles.list} data-testid="journal" data-total={asked.data?.total}>
        {asked.error && <Note {...failureWords(asked.error)} />}
        {asked.isPending && <Loading label={t('shell.loading')} />}
        {asked.data && entries.length === 0 && (
          <Empty title={t(isNarrowed ? 'duty.journal.noneSo' : 'duty.journal.none')}>
            {!isNarrowed && <span>{t('duty.journal.fills')}</span>}
          </Empty>
        )}
        {entries.map((entry) => (
          <EntryLine
            key={keyOf(entry.fact)}
            entry={entry}
            chosen={keyOf(entry.fact) === chosen}
            onChoose={() => setChosen(keyOf(entry.fact))}
            onOpen={() => open(entry)}
            onGrid={props.onGrid}
            onCorrect={mayWrite ? () => setCorrects(entry) : null}
          />
        ))}
        {asked.data && entries.length < asked.data.total && (
          <p className={styles.cut}>
            {t('duty.journal.cut', { shown: figure(entries.length), total: figure(asked.data.total) })}
          </p>
        )}
      </div>
      <footer className={styles.keys}>
        <Key>J</Key> <Key>K</Key> {t('duty.journal.move')} <Key>Y</Key> {t('duty.journal.copy')}
      </footer>
    </div>
  );
}
