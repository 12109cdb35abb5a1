import { Button } from 'antd';
import type { CSSProperties, ReactNode } from 'react';
import { AttachmentList } from '../../attachments/AttachmentList';
import type { BoardRow } from '../../bridge/wire/BoardRow';
import type { CallEntry } from '../../bridge/wire/CallEntry';
import type { SendState } from '../../bridge/wire/SendState';
import type { Stamp } from '../../bridge/wire/Stamp';
import type { Tally } from '../../bridge/wire/Tally';
import type { Said } from '../../desk/hands';
import { isOpen, standingOf } from '../../desk/silence';
import { answered, unanswered } from '../../desk/tally';
import { sendReason, sendWords } from '../../i18n/sends';
import { t } from '../../i18n/words';
import { clockTime, figure, shortTime } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { StackBar } from '../../shared/parts';
import { STATE_COLOURS } from '../../shared/progress';
import styles from './board.module.css';
import type { BoardLine } from './tree';

const INDENT = 11;
/** Messages by a gateway whose reason stands beside them. */
const TELLS: readonly SendState[] = ['failed', 'refused', 'unknown', 'dropped'];
/** What fills a bar well is too faint for a word. */
const TEXT_COLOURS = { ...STATE_COLOURS, delivered: 'var(--textQuiet)' };

type GridRowProps = {
  style: CSSProperties;
  line: Extract<BoardLine, { sort: 'grid' }>;
  tally: Tally;
  isSelected: boolean;
  onToggle: () => void;
  onGrid: () => void;
};

export function GridRow({ style, line, tally, isSelected, onToggle, onGrid }: GridRowProps) {
  const read = tally.expected - tally.waiting - tally.delivered;
  const shares = (['done', 'accepted', 'read', 'delivered', 'waiting', 'refused'] as const).map((name) => ({
    name,
    value: tally[name],
    colour: STATE_COLOURS[name],
  }));
  return (
    <div
      className={styles.gridRow}
      style={style}
      data-selected={isSelected}
      data-testid="board-grid"
      data-path={line.grid.path}
    >
      <span className={styles.name} style={{ paddingLeft: line.depth * INDENT }}>
        <button
          type="button"
          className={styles.toggle}
          data-open={line.isOpen}
          data-leaf={!line.opens}
          onClick={onToggle}
          aria-expanded={line.isOpen}
          aria-label={line.grid.name}
        >
          <Icon name="right" size={14} />
        </button>
        <button type="button" className={styles.gridName} onClick={onGrid} data-top={line.depth < 2}>
          {line.grid.name}
        </button>
      </span>
      <span>{figure(tally.expected)}</span>
      <span>{figure(read)}</span>
      <span className={styles.ok}>{figure(answered(tally))}</span>
      <span className={unanswered(tally) > 0 ? styles.slow : styles.none}>{figure(unanswered(tally))}</span>
      <span className={tally.refused > 0 ? styles.bad : styles.none}>{figure(tally.refused)}</span>
      <StackBar shares={shares} label={`${figure(answered(tally))}/${figure(tally.expected)}`} />
    </div>
  );
}

type CopiesRowProps = { style: CSSProperties; isOpen: boolean; tally: Tally; onToggle: () => void };

/** Those who read a copy: shown apart, never chased. */
export function CopiesRow({ style, isOpen, tally, onToggle }: CopiesRowProps) {
  return (
    <button type="button" className={styles.copiesRow} style={style} onClick={onToggle} aria-expanded={isOpen}>
      <i className={styles.toggle} data-open={isOpen}>
        <Icon name="right" size={14} />
      </i>
      {t('order.copies', { read: tally.expected - tally.waiting - tally.delivered, expected: tally.expected })}
    </button>
  );
}

type HeadRowProps = { style: CSSProperties; line: Extract<BoardLine, { sort: 'head' }> };

/** A head, and how many of those under it are silent. */
export function HeadRow({ style, line: { head, silent } }: HeadRowProps) {
  return (
    <div className={styles.headRow} style={style} data-testid="call-head" data-post={head?.post}>
      <span>
        {head === null ? (
          t('order.call.noHead')
        ) : (
          <>
            <b>{head.person}</b> {head.title} · {head.grid_name} <code>{head.phone}</code>
          </>
        )}
      </span>
      <em>{figure(silent)}</em>
    </div>
  );
}

type PersonRowProps = {
  style: CSSProperties;
  depth: number;
  person: BoardRow;
  /** Where the person stands in the grid tree, where that is not told by the rows above. */
  place: string | null;
  /** The calls about this person, from the first. */
  tries: CallEntry[];
  isChosen: boolean;
  canLog: boolean;
  onChoose: () => void;
  onLog: (said: Said) => void;
  children: ReactNode;
};

export function PersonRow(props: PersonRowProps) {
  const { style, depth, person, place, tries, isChosen, canLog, onChoose, onLog, children } = props;
  const stamp = latest(person);
  const isSilent = isOpen(person.progress);
  const last = tries.at(-1);
  const standing = person.part === 'copy' ? person.progress : standingOf(person);
  return (
    <div
      className={styles.personRow}
      style={{ ...style, paddingLeft: depth * INDENT + 20 }}
      data-chosen={isChosen}
      data-testid="board-person"
      data-post={person.post}
      data-progress={person.progress}
    >
      <div className={styles.personLine}>
        <button type="button" className={styles.personMain} onClick={onChoose} aria-pressed={isChosen}>
          <span>
            <b>{person.person}</b> {person.title}
            {person.part === 'copy' && <em> {t('order.copy')}</em>}
            {!person.reachable && person.part === 'recipient' && standing !== 'noDevice' && (
              <em> {t('order.noDevice')}</em>
            )}
            {place !== null && <em> {place}</em>}
          </span>
          <span className={styles.personSide}>
            <code>{person.phone}</code>
            {last && (
              <em className={styles.tries} data-testid="person-tries" title={last.words ?? undefined}>
                {t('order.call.tries', { count: tries.length })} {shortTime(last.at)} {t(`order.call.${last.outcome}`)}
              </em>
            )}
            {person.send && (
              <em
                className={styles.send}
                data-state={person.send.state}
                data-testid="person-send"
                title={sendReason(person.send)}
              >
                {sendWords(person.send)}
                {TELLS.includes(person.send.state) && ` ${sendReason(person.send)}`}
              </em>
            )}
            {person.value !== null && <b>{person.value}</b>}
            {person.words && <q>{person.words}</q>}
          </span>
        </button>
        {person.attachments.length > 0 && <AttachmentList attachments={person.attachments} isSmall />}
        <span className={styles.state}>
          <b style={{ color: TEXT_COLOURS[person.progress] }}>{t(`order.standing.${standing}`)}</b>
          {stamp && (
            <span>
              {clockTime(stamp.at)} {t(`order.way.${stamp.way}`)}
            </span>
          )}
        </span>
        {canLog && person.part === 'recipient' && (isSilent || isChosen) && (
          <span className={styles.logs}>
            {isSilent && (
              <Button size="small" onClick={() => onLog('accepted')} data-testid="log-accepted">
                {t('order.log.accepted')}
              </Button>
            )}
            {!isSilent && person.progress === 'accepted' && (
              <Button size="small" onClick={() => onLog('done')} data-testid="log-done">
                {t('order.log.done')}
              </Button>
            )}
          </span>
        )}
      </div>
      {children}
    </div>
  );
}

function latest(person: BoardRow): Stamp | null {
  return person.progress === 'waiting' ? null : person.receipt[person.progress];
}
