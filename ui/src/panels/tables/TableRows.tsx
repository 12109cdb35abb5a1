// The rows of a table: read, and in a draft mended in place, one at a time.

import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Fault } from '../../bridge/wire/Fault';
import type { Row } from '../../desk/tables';
import { spoken } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Picker } from '../../shared/Picker';
import { Empty, WordButton } from '../../shared/parts';
import { choicesOf, type Numbered, saidIn } from './rows';
import styles from './tables.module.css';

/** So many are drawn at once; who looks for one writes what it says. */
const SHOWN = 200;

type Props = {
  columns: readonly string[];
  rows: readonly Numbered[];
  faults: ReadonlyMap<number, readonly Fault[]>;
  /** What a cell is called beside what it says; none: nothing else. */
  nameOf: (column: string, row: Row, value: string) => string | null;
  /** What may be chosen beside what the column has by itself; none: it is written. */
  offersOf: (column: string, row: Row) => readonly { value: string; label: string }[] | null;
  open: number | null;
  onOpen: ((at: number | null) => void) | null;
  onChange: (at: number, row: Row) => void;
  onRetire: (at: number) => void;
  onMove: ((at: number, by: -1 | 1) => void) | null;
  empty: string;
};

export function TableRows(props: Props) {
  const { columns, rows, faults, open, onOpen } = props;
  const [more, setMore] = useState(1);
  if (rows.length === 0) return <Empty title={props.empty} />;
  const shown = rows.slice(0, SHOWN * more);
  return (
    <div className={styles.scroll} data-testid="table-rows">
      <table className={styles.table}>
        <thead>
          <tr>
            <th>#</th>
            {columns.map((column) => (
              <th key={column}>{t(`tables.column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, at }) =>
            at === open ? (
              <Opened key={at} {...props} row={row} at={at} faults={faults.get(at) ?? []} />
            ) : (
              <tr
                key={at}
                data-bad={faults.has(at)}
                data-may={onOpen !== null}
                data-testid="table-row"
                onClick={onOpen === null ? undefined : () => onOpen(at)}
              >
                <td>{figure(at + 1)}</td>
                {columns.map((column, index) => (
                  <Cell key={column} {...props} column={column} row={row} value={row[index] ?? ''}>
                    {index === 0 && <Why faults={faults.get(at) ?? []} />}
                  </Cell>
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <WordButton onClick={() => setMore(more + 1)}>
          {t('tables.more', { shown: figure(shown.length), all: figure(rows.length) })}
        </WordButton>
      )}
    </div>
  );
}

function Cell(props: Pick<Props, 'nameOf'> & { column: string; row: Row; value: string; children: React.ReactNode }) {
  const { column, row, value } = props;
  const name = props.nameOf(column, row, value);
  return (
    <td>
      {name === null ? saidIn(column, value) : name}
      {name !== null && <small>{value}</small>}
      {props.children}
    </td>
  );
}

function Why({ faults }: { faults: readonly Fault[] }) {
  return faults.map((fault) => {
    const words = spoken(fault.code, fault.params);
    return (
      <em key={`${fault.code} ${fault.field}`} className={styles.why} data-testid="table-why">
        {words === null ? fault.message : `${words.sentence}${t('tables.then')}${words.advice}`}
      </em>
    );
  });
}

function Opened(props: Omit<Props, 'faults'> & { row: Row; at: number; faults: readonly Fault[] }) {
  const { columns, row, at, faults, onOpen, onChange } = props;
  const change = (index: number, value: string): void =>
    onChange(
      at,
      row.map((cell, of) => (of === index ? value : cell)),
    );
  return (
    <>
      <tr className={styles.opened} data-bad={faults.length > 0} data-testid="table-open">
        <td>{figure(at + 1)}</td>
        {columns.map((column, index) => {
          const value = row[index] ?? '';
          const choices = choicesOf(column)?.map((choice) => ({
            value: choice,
            label: choice === '' ? t('tables.any') : saidIn(column, choice),
          }));
          const offers = choices ?? props.offersOf(column, row);
          const label = t(`tables.column.${column}`);
          return (
            <td key={column} data-testid={`table-${column}`}>
              {offers ? (
                <Picker<string>
                  aria-label={label}
                  showSearch={choices === undefined}
                  optionFilterProp="label"
                  value={value}
                  options={[...offers]}
                  onChange={(chosen) => change(index, chosen)}
                  data-testid="table-choice"
                />
              ) : (
                <Input
                  aria-label={label}
                  value={value}
                  maxLength={200}
                  onChange={(event) => change(index, event.target.value)}
                  data-testid="table-cell"
                />
              )}
            </td>
          );
        })}
      </tr>
      <tr className={styles.opened}>
        <td />
        <td colSpan={columns.length}>
          <Why faults={faults} />
          <div className={styles.rowFoot}>
            {props.onMove && (
              <>
                <Button size="small" disabled={at === 0} onClick={() => props.onMove?.(at, -1)}>
                  {t('tables.up')}
                </Button>
                <Button size="small" onClick={() => props.onMove?.(at, 1)}>
                  {t('tables.down')}
                </Button>
              </>
            )}
            <Button size="small" onClick={() => props.onRetire(at)} data-testid="table-retire">
              {t('tables.retire')}
            </Button>
            <Button size="small" type="primary" onClick={() => onOpen?.(null)} data-testid="table-done">
              {t('tables.done')}
            </Button>
          </div>
        </td>
      </tr>
    </>
  );
}
