// One order: what was asked, and how far it has got.

import { Button, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { AttachmentList } from '../../attachments/AttachmentList';
import type { Means } from '../../bridge/wire/Means';
import type { Sketch } from '../../bridge/wire/Sketch';
import type { LiveBoard } from '../../desk/board';
import { offerHands } from '../../desk/hands';
import { usePapers } from '../../desk/papers';
import { isSilent } from '../../desk/silence';
import { answered, unanswered } from '../../desk/tally';
import { listed, t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { figure, percent, shortTime, span } from '../../shared/format';
import { Key, StackBar, Tag, type Tone } from '../../shared/parts';
import { STATE_COLOURS } from '../../shared/progress';
import { Answers } from './Answers';
import { BoardTable } from './BoardTable';
import { EndBanner } from './EndBanner';
import { EndForm, type EndWish } from './EndForm';
import { FilterBar } from './FilterBar';
import type { Filter } from './filter';
import { LadderSection } from './LadderSection';
import styles from './order.module.css';
import { targetWords } from './target';

export type OrderPanelProps = {
  board: LiveBoard;
  version: number;
  row: string | null;
  /** The grid that is selected on the map. */
  selected: string | null;
  canLog: boolean;
  canOrder: boolean;
  canEnd: boolean;
  canPrint: boolean;
  maySetLadder: boolean;
  onRow: (post: string | null) => void;
  onGrid: (path: string) => void;
  onAgain: (path: string) => void;
  onOrder: (order: string) => void;
  onCorrect: () => void;
  /** Shows on the map what the order shows there. */
  onSketch: (sketch: Sketch) => void;
};

const PRIORITY_TONES: Record<string, Tone> = { critical: 'red', urgent: 'amber', normal: 'plain' };
const LONG = 46;

export function OrderPanel(props: OrderPanelProps) {
  const { board } = props;
  const { order } = board.card;
  const { end } = board.card;
  const [whole, setWhole] = useState(false);
  const [filter, setFilter] = useState<Filter>('all');
  const [isCalling, setIsCalling] = useState(false);
  const [means, setMeans] = useState<Means>('phone');
  const [isSetting, setIsSetting] = useState(false);
  const [ending, setEnding] = useState<EndWish | null>(null);
  const papers = usePapers(order.id);
  const canEnd = props.canEnd && end === null;
  useEffect(() =>
    offerHands({
      calls: () => setIsCalling(!isCalling),
      means: () => setMeans(means === 'phone' ? 'door' : 'phone'),
      ...(isSetting && { fold: () => setIsSetting(false) }),
      ...(ending !== null && { fold: () => setEnding(null) }),
      ...(props.canPrint && { paper: papers.print }),
      ...(canEnd && { end: (wish: EndWish) => setEnding(wish) }),
    }),
  );
  const silent = board.rows.filter((row) => isSilent(board, row)).length;
  const aimed = targetWords(order.target);
  const isLong = order.text.length > LONG;
  return (
    <div className={styles.panel} data-testid="board" data-order={order.id}>
      <header className={styles.head}>
        <div className={styles.title}>
          <code data-testid="order-number">{order.number}</code>
          <Tag tone={PRIORITY_TONES[order.priority] ?? 'plain'}>{t(`order.priority.${order.priority}`)}</Tag>
          <Tag tone="blue">{t(`order.kind.${order.kind}`)}</Tag>
          <Deadline deadline={order.deadline} isDone={end !== null || unanswered(board.units) === 0} />
        </div>
        <p className={styles.text} data-whole={whole || !isLong}>
          {order.text === '' ? t('order.sealed') : order.text}
        </p>
        {isLong && (
          <button type="button" className={styles.more} onClick={() => setWhole(!whole)}>
            {t(whole ? 'order.less' : 'order.more')}
          </button>
        )}
        <AttachmentList attachments={order.attachments ?? []} onSketch={props.onSketch} />
        <p className={styles.meta}>
          {t('order.issuedBy', { time: shortTime(order.issued), role: t(`shell.role.${order.by.role}`) })}
          {' → '}
          {board.card.scope_name}
          {aimed !== '' && ` · ${aimed}`}
          {order.corrects && ` · ${t('order.isCorrection')}`}
          {' · '}
          {t(`order.answering.${order.answering}`)}
          {board.card.copies.expected > 0 &&
            ` · ${t('order.copies', { read: board.copies.read + board.copies.accepted + board.copies.done, expected: board.copies.expected })}`}
        </p>
      </header>
      {end && <EndBanner end={end} onOrder={props.onOrder} />}
      {ending !== null && canEnd && <EndForm board={board} wish={ending} onClose={() => setEnding(null)} />}
      <Figures board={board} />
      <Answers figures={board.card.figures} />
      <LadderSection
        board={board}
        silent={silent}
        isCalling={isCalling}
        means={means}
        canLog={props.canLog}
        maySet={props.maySetLadder}
        papers={props.canPrint ? papers : null}
        onCalling={setIsCalling}
        onMeans={setMeans}
        isSetting={isSetting}
        onSetting={setIsSetting}
      />
      {!isCalling && <FilterBar board={board} filter={filter} onFilter={setFilter} />}
      {board.card.silent_grids.length > 0 && (
        <details className={styles.silent}>
          <summary>{t('order.silentGrids', { count: board.card.silent_grids.length })}</summary>
          <p>{listed(board.card.silent_grids.map((grid) => grid.name))}</p>
        </details>
      )}
      <BoardTable {...props} filter={filter} isCalling={isCalling} means={means} />
      <footer className={styles.foot}>
        <Button size="small" onClick={() => props.onAgain(order.target.subtree)} disabled={!props.canOrder}>
          {t('order.again')} <Key>D</Key>
        </Button>
        <Button
          size="small"
          onClick={props.onCorrect}
          disabled={!props.canOrder || board.card.end !== null}
          data-testid="board-correct"
        >
          {t('order.correct')} <Key>⇧ C</Key>
        </Button>
        {props.canPrint && (
          <Button
            size="small"
            loading={papers.busy === 'account'}
            onClick={() => papers.print('account')}
            title={t('order.paper.account')}
            data-testid="print-order"
          >
            {t('order.paper.print')} <Key>⇧ O</Key>
          </Button>
        )}
        {canEnd && (
          <Button size="small" onClick={() => setEnding('close')} data-testid="close-order">
            {t('order.end.close.title')} <Key>⇧ F</Key>
          </Button>
        )}
      </footer>
    </div>
  );
}

function Deadline({ deadline, isDone }: { deadline: string | null; isDone: boolean }) {
  const now = useNow();
  if (deadline === null) return null;
  const left = Date.parse(deadline) - now;
  return (
    <span className={styles.deadline} data-late={left < 0 && !isDone}>
      {left >= 0 ? t('order.left', { left: span(left) }) : t('order.late', { late: span(-left) })}
    </span>
  );
}

/** The figures; each is a part of those who must answer, and says so. */
function Figures({ board }: { board: LiveBoard }) {
  const { units } = board;
  const told = units.expected - units.waiting;
  const read = told - units.delivered;
  const unit = t(`order.unit.${board.card.order.answering}`);
  const recipients = board.rows.filter((row) => row.part === 'recipient');
  const without = recipients.filter((row) => !row.reachable).length;
  const figures: [string, number, string][] = [
    ['expected', units.expected, 'text'],
    ['delivered', told, 'text'],
    ['read', read, 'underWay'],
    ['accepted', answered(units), 'done'],
    ['unanswered', unanswered(units), 'waiting'],
    ['refused', units.refused, 'overdue'],
    ['done', units.done, 'text'],
  ];
  const shares = (['done', 'accepted', 'read', 'delivered', 'waiting', 'refused'] as const).map((name) => ({
    name,
    value: units[name],
    colour: STATE_COLOURS[name],
  }));
  return (
    <section className={styles.figures}>
      <div className={styles.cards}>
        {figures.map(([name, value, colour]) => (
          <Tooltip
            key={name}
            title={t(`order.explain.${name}`, {
              value,
              expected: units.expected,
              percent: percent(value, units.expected),
              unit,
              people: recipients.length,
            })}
          >
            <div className={styles.card}>
              <b data-testid={`board-${name}`} style={{ color: value > 0 ? `var(--${colour})` : 'var(--textFaint)' }}>
                {figure(value)}
              </b>
              <span>{t(`order.figure.${name}`)}</span>
            </div>
          </Tooltip>
        ))}
        <Tooltip title={t('order.explain.without', { value: without, people: recipients.length })}>
          <div className={styles.card}>
            <b data-testid="board-without" style={{ color: without > 0 ? 'var(--overdue)' : 'var(--textFaint)' }}>
              {figure(without)}
            </b>
            <span>{t('order.figure.without')}</span>
          </div>
        </Tooltip>
      </div>
      <StackBar
        shares={shares}
        label={t('order.explain.accepted', {
          value: answered(units),
          expected: units.expected,
          percent: percent(answered(units), units.expected),
          unit,
          people: recipients.length,
        })}
      />
    </section>
  );
}
