// Tables by which the district works: as they are in force, and, for an admin, as a draft that comes into force when he
// says so. Incidents that are there keep the edition they came in under.

import { Button, Input } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import type { EditionLine } from '../../bridge/wire/EditionLine';
import type { RoutingTrial } from '../../bridge/wire/RoutingTrial';
import type { TableCard } from '../../bridge/wire/TableCard';
import type { TableKind } from '../../bridge/wire/TableKind';
import type { TableRead } from '../../bridge/wire/TableRead';
import type { TableVerdict } from '../../bridge/wire/TableVerdict';
import type { Unit } from '../../bridge/wire/Unit';
import { useDoing } from '../../desk/calls';
import { type Draft, dropDraft, keepDraft, type Row } from '../../desk/tables';
import { failureWords } from '../../i18n/failure';
import { nameOf, spoken } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import { Note, Section } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import { Bench, type Span } from './Bench';
import { byRow, changed, emptyRow, found, isOrdered, moved } from './rows';
import { TableRows } from './TableRows';
import styles from './tables.module.css';

const KINDS: readonly TableKind[] = ['categories', 'routing', 'limits', 'calendar', 'sensors'];

type Props = {
  of: TableKind;
  card: TableCard;
  draft: Draft | null;
  verdict: TableVerdict | null;
  units: readonly Unit[];
  categories: readonly Row[];
  trial: RoutingTrial | null;
  trialFailure: unknown;
  span: Span | null;
  now: number;
  mayChange: boolean;
  onOf: (of: TableKind) => void;
  onSpan: (span: Span | null) => void;
  onRead: (file: File) => Promise<TableRead>;
  onSave: (name: string, rows: readonly Row[], faults: ReadonlyMap<number, string>) => void;
  onIncident: (incident: string) => void;
  onClose: () => void;
};

export function TablesSheet(props: Props) {
  const { of, card, draft, verdict, now, mayChange, span } = props;
  const [text, setText] = useState('');
  const [open, setOpen] = useState<number | null>(null);
  const [from, setFrom] = useState('');
  const [trouble, setTrouble] = useState<unknown>(null);
  const [notes, setNotes] = useState<TableRead['notes']>([]);
  const doing = useDoing();
  const file = useRef<HTMLInputElement>(null);
  const rows = draft?.rows ?? card.rows;
  const faults = byRow(draft ? (verdict?.faults ?? []) : card.faults);
  const whole = (verdict?.faults ?? []).filter((fault) => draft !== null && fault.row === null);
  const isSound = draft !== null && verdict !== null && verdict.faults.length === 0;
  const difference = draft ? changed(card.rows, draft.rows) : null;
  const change = (next: readonly Row[]): void => {
    keepDraft(of, { source: draft?.source ?? '', rows: next });
    props.onSpan(null);
  };
  const leave = (): void => {
    setOpen(null);
    setNotes([]);
    setTrouble(null);
    doing.forget();
  };
  const read = async (picked: File | undefined): Promise<void> => {
    if (!picked) return;
    leave();
    try {
      const { rows: read, notes: noted } = await props.onRead(picked);
      setNotes(noted);
      change(read);
    } catch (cause) {
      setTrouble(cause);
    }
  };
  const say = async (): Promise<void> => {
    if (!draft) return;
    const outcome = await doing.go({
      type: 'revise_table',
      of,
      rows: draft.rows.map((row) => [...row]),
      source: draft.source,
      ...(card.last && { seen: card.last }),
      ...(from !== '' && { from: new Date(from).toISOString() }),
    });
    if (outcome?.type !== 'table_revised') return;
    dropDraft(of);
    setFrom('');
    leave();
    props.onSpan(null);
  };
  const shown = found(card.columns, rows, text);
  const open_ = mayChange ? setOpen : null;
  return (
    <Sheet title={t('tables.title')} testId="tables" wide="table" onClose={props.onClose}>
      <div className={styles.head}>
        <OneOf<TableKind>
          aria-label={t('tables.title')}
          value={of}
          options={KINDS.map((value) => ({
            value,
            label: <span data-testid={`tables-${value}`}>{nameOf('table', value)}</span>,
          }))}
          onChange={(kind) => {
            leave();
            props.onOf(kind);
          }}
        />
        <Input
          className={styles.search}
          allowClear
          aria-label={t('tables.search')}
          placeholder={t('tables.search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-testid="tables-search"
        />
      </div>
      <InForce card={card} now={now} />
      {card.missing.length > 0 && (
        <Note
          kind="invalid"
          title={t('tables.missing', { years: card.missing.join('、') })}
          advice={t('tables.missingAdvice')}
        />
      )}
      {card.faults.length > 0 && !draft && (
        <Note kind="invalid" title={t('tables.stale', { count: figure(card.faults.length) })} />
      )}
      {trouble !== null && <Note {...failureWords(trouble)} />}
      {notes.map((note) => (
        <Note
          key={`${note.code} ${note.row}`}
          kind="refused"
          title={spoken(note.code, note.params)?.sentence ?? note.message}
        />
      ))}
      {whole.map((fault) => (
        <Note key={fault.code} kind="invalid" title={spoken(fault.code, fault.params)?.sentence ?? fault.message} />
      ))}
      <TableRows
        key={of}
        columns={card.columns}
        rows={shown}
        faults={faults}
        nameOf={(column, row, value) => calledIn(props, column, row, value)}
        offersOf={(column, row) => offersIn(props, column, row)}
        open={open}
        onOpen={open_}
        onChange={(at, row) => change(rows.map((one, index) => (index === at ? row : one)))}
        onRetire={(at) => {
          setOpen(null);
          change(rows.filter((_, index) => index !== at));
        }}
        onMove={
          isOrdered(of)
            ? (at, by) => {
                if (at + by >= rows.length) return;
                change(moved(rows, at, by));
                setOpen(at + by);
              }
            : null
        }
        empty={t(text === '' ? `tables.empty.${of}` : 'tables.nothingFound')}
      />
      <div className={styles.foot}>
        {mayChange && (
          <>
            <Button
              onClick={() => {
                setText('');
                change([...rows, emptyRow(card.columns)]);
                setOpen(rows.length);
              }}
              data-testid="table-add"
            >
              {t('tables.add')}
            </Button>
            <Button onClick={() => file.current?.click()}>{t('tables.read')}</Button>
            <input
              ref={file}
              type="file"
              hidden
              accept=".csv,.xlsx,.txt"
              onChange={(event) => {
                void read(event.target.files?.[0]);
                event.target.value = '';
              }}
              data-testid="table-file"
            />
          </>
        )}
        <Button
          onClick={() =>
            props.onSave(
              nameOf('table', of),
              rows,
              new Map([...faults].map(([at, all]) => [at, all.map(whyOf).join('\n')])),
            )
          }
          data-testid="table-save"
        >
          {t('tables.save')}
        </Button>
        <span className={styles.grow} />
        {draft && difference && (
          <span className={styles.quiet} data-testid="table-difference">
            {t('tables.difference', { added: figure(difference.added), gone: figure(difference.gone) })}
          </span>
        )}
      </div>
      {draft && (
        <div className={styles.foot}>
          <Input
            className={styles.grow}
            aria-label={t('tables.source')}
            placeholder={t('tables.source')}
            value={draft.source}
            maxLength={200}
            onChange={(event) => keepDraft(of, { ...draft, source: event.target.value })}
            data-testid="tables-source"
          />
          <label className={styles.from}>
            {t('tables.from')}
            <input
              type="datetime-local"
              value={from}
              onChange={(event) => setFrom(event.target.value)}
              data-testid="table-from"
            />
          </label>
          {of === 'routing' && (
            <Button disabled={!isSound} onClick={() => props.onSpan(span ?? 'yesterday')} data-testid="table-try">
              {t('tables.try')}
            </Button>
          )}
          <Button
            onClick={() => {
              leave();
              dropDraft(of);
              props.onSpan(null);
            }}
            data-testid="table-drop"
          >
            {t('tables.drop')}
          </Button>
          <Button
            type="primary"
            disabled={!isSound}
            loading={doing.busy}
            onClick={() => void say()}
            data-testid="table-say"
          >
            {t(from === '' ? 'tables.sayNow' : 'tables.sayLater')}
          </Button>
        </div>
      )}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {span !== null && props.trialFailure !== null && <Note {...failureWords(props.trialFailure)} />}
      {span !== null && props.trial && (
        <Bench trial={props.trial} span={span} now={now} onSpan={props.onSpan} onIncident={props.onIncident} />
      )}
      <Section title={t('tables.editions')} count={figure(card.editions.length)}>
        <ul className={styles.editions} data-testid="table-editions">
          {card.editions.map((edition) => (
            <li key={edition.fact ? `${edition.fact.desk} ${edition.fact.seq}` : ''}>
              <Told edition={edition} now={now} />
            </li>
          ))}
        </ul>
      </Section>
      {!mayChange && <p className={styles.quiet}>{t('tables.mayNot')}</p>}
    </Sheet>
  );
}

function InForce({ card, now }: { card: TableCard; now: number }) {
  return (
    <p className={styles.quiet} data-testid="table-edition">
      {t('tables.inForce')} <Told edition={card.edition} now={now} />
      {card.coming && (
        <>
          <br />
          {t('tables.coming')} <Told edition={card.coming} now={now} />
        </>
      )}
    </p>
  );
}

function Told({ edition, now }: { edition: EditionLine; now: number }): ReactNode {
  const { by, from, source, rows } = edition;
  if (!by) return t('tables.shipped', { rows: figure(rows) });
  const who = by.person === '' ? t(`shell.role.${by.role}`) : by.person;
  return t('tables.told', { who, from: shortTime(from, now), rows: figure(rows), source });
}

/** A unit by its name where a rule says its id. */
function calledIn({ of, units }: Props, column: string, row: Row, value: string): string | null {
  if (of !== 'routing' || column !== 'handler' || row[3] !== 'unit') return null;
  return units.find(({ id }) => id === value)?.name ?? null;
}

function offersIn(
  { of, units, categories }: Props,
  column: string,
  row: Row,
): { value: string; label: string }[] | null {
  if (of !== 'routing') return null;
  if (column === 'handler' && row[3] === 'unit') return units.map(({ id, name }) => ({ value: id, label: name }));
  if (column !== 'category') return null;
  const paths = new Set(['']);
  for (const levels of categories) {
    const named = levels.filter((level) => level !== '');
    for (let depth = 1; depth <= named.length; depth += 1) paths.add(named.slice(0, depth).join(' / '));
  }
  return [...paths].map((value) => ({ value, label: value === '' ? t('tables.any') : value }));
}

function whyOf(fault: { code: string; params: Record<string, string | undefined>; message: string }): string {
  const words = spoken(fault.code, fault.params);
  return words === null ? fault.message : `${words.sentence}${t('tables.then')}${words.advice}`;
}
