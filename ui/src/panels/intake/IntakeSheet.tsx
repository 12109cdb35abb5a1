// Ways in for other systems: which there are, a new one, and its token while nobody has put it away.

import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Author } from '../../bridge/wire/Author';
import type { IntakeLine } from '../../bridge/wire/IntakeLine';
import type { IntakeList } from '../../bridge/wire/IntakeList';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { clockTime, day, figure, shortTime } from '../../shared/format';
import { Empty, Note, WordButton } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import { IntakeForm } from './IntakeForm';
import { IntakeToken } from './IntakeToken';
import styles from './intake.module.css';

type Props = {
  list: IntakeList;
  mayChange: boolean;
  /** The field of a grid: its path as it stands, and what takes another. */
  gridField: (value: string, onWrite: (path: string) => void) => ReactNode;
  onClose: () => void;
};

export function IntakeSheet({ list, mayChange, gridField, onClose }: Props) {
  const [isWriting, setWriting] = useState(false);
  const [told, setTold] = useState<{ name: string; token: string } | null>(null);
  const doing = useDoing();
  const open = async (action: Parameters<typeof doing.go>[0], name: string): Promise<void> => {
    const outcome = await doing.go(action);
    if (outcome?.type !== 'intake_opened') return;
    setWriting(false);
    setTold({ name, token: outcome.token });
  };
  return (
    <Sheet title={t('intake.title')} testId="intakes" wide="table" onClose={onClose}>
      <p className={styles.quiet}>{t('intake.what')}</p>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {told !== null && <IntakeToken {...told} onDone={() => setTold(null)} />}
      {isWriting && (
        <IntakeForm
          busy={doing.busy}
          gridField={gridField}
          onOpen={(action) => void open(action, action.name)}
          onBack={() => setWriting(false)}
        />
      )}
      {!isWriting && told === null && mayChange && (
        <p>
          <Button type="primary" onClick={() => setWriting(true)} data-testid="intake-write">
            {t('intake.issue')}
          </Button>
        </p>
      )}
      {!mayChange && <p className={styles.quiet}>{t('intake.mayNot')}</p>}
      {list.intakes.length === 0 ? (
        <Empty title={t('intake.none')}>
          <span>{t('intake.noneHow')}</span>
        </Empty>
      ) : (
        <Lines
          lines={list.intakes}
          onEnd={mayChange ? (intake) => void doing.go({ type: 'close_intake', intake }) : null}
        />
      )}
    </Sheet>
  );
}

const COLUMNS = ['name', 'channel', 'grid', 'opened', 'until', 'taken', 'last', 'state'] as const;

function Lines({ lines, onEnd }: { lines: readonly IntakeLine[]; onEnd: ((intake: string) => void) | null }) {
  return (
    <div className={styles.rows}>
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column}>{t(`intake.column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.intake.id} line={line} onEnd={onEnd} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ line, onEnd }: { line: IntakeLine; onEnd: ((intake: string) => void) | null }) {
  const { intake, opened, closed, last } = line;
  const [isSure, setSure] = useState(false);
  return (
    <tr data-testid="intake-line" data-intake={intake.id} data-open={line.is_open}>
      <td className={styles.name}>{intake.name}</td>
      <td>{nameOf('incident_channel', intake.channel)}</td>
      <td>{line.grid_name ?? t('intake.everywhere')}</td>
      <td>
        <time dateTime={opened}>{day(opened)}</time> <small>{writer(line.by)}</small>
      </td>
      <td>{intake.until === null ? t('intake.noEnd') : <time dateTime={intake.until}>{day(intake.until)}</time>}</td>
      <td className={styles.figure}>{figure(line.taken)}</td>
      <td>
        {last === null ? (
          t('intake.never')
        ) : (
          <time dateTime={last} title={clockTime(last)}>
            {shortTime(last)}
          </time>
        )}
      </td>
      <td data-testid="intake-state">
        {line.is_open ? t('intake.open') : closed === null ? t('intake.expired') : ended(closed, line.closed_by)}
        {line.is_open && onEnd !== null && (
          <span className={styles.end}>
            <WordButton onClick={() => (isSure ? onEnd(intake.id) : setSure(true))} testId="intake-end">
              {t(isSure ? 'intake.endNow' : 'intake.end')}
            </WordButton>
          </span>
        )}
      </td>
    </tr>
  );
}

function ended(at: string, by: Author | null): string {
  return t('intake.ended', { time: shortTime(at), by: by === null ? '' : writer(by) });
}

/** Who it was: somebody in post, or a seat at the desk. */
function writer(by: Author): string {
  return by.person === '' ? t(`shell.role.${by.role}`) : by.person;
}
