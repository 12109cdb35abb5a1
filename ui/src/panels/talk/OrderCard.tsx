// An order in the group of a grid that it reaches: its live figures, and the way to its board.

import type { TalkLine } from '../../bridge/wire/TalkLine';
import { answered } from '../../desk/tally';
import { t } from '../../i18n/words';
import { figure, percent, shortTime } from '../../shared/format';
import { StackBar, Tag, type Tone } from '../../shared/parts';
import { STATE_COLOURS } from '../../shared/progress';
import styles from './talk.module.css';

type Props = {
  line: Extract<TalkLine, { what: 'order' }>;
  isChosen: boolean;
  onChoose: (number: number) => void;
  onOrder: (order: string) => void;
};

const TONES: Record<string, Tone> = { critical: 'red', urgent: 'amber', normal: 'plain' };

export function OrderCard({ line, isChosen, onChoose, onOrder }: Props) {
  const { card } = line;
  return (
    <button
      type="button"
      className={styles.order}
      data-chosen={isChosen}
      data-testid="talk-order"
      data-order={line.order}
      onClick={() => {
        onChoose(line.number);
        onOrder(line.order);
      }}
    >
      <span className={styles.orderHead}>
        <Tag tone={TONES[card?.priority ?? 'normal'] ?? 'plain'}>
          {t(`order.priority.${card?.priority ?? 'normal'}`)}
        </Tag>
        <code>{card?.number}</code>
        <span>{card && t(`order.kind.${card.kind}`)}</span>
        <time>{shortTime(line.at)}</time>
      </span>
      <b className={styles.orderText}>{card === null || card.text === '' ? t('order.sealed') : card.text}</b>
      {card && (
        <span className={styles.orderFigures}>
          <StackBar
            label={`${answered(card.tally)}/${card.tally.expected}`}
            shares={(['done', 'accepted', 'read', 'delivered', 'waiting', 'refused'] as const).map((name) => ({
              name,
              value: card.tally[name],
              colour: STATE_COLOURS[name],
            }))}
          />
          <span data-testid="talk-order-figures">
            {figure(answered(card.tally))} / {figure(card.tally.expected)} ·{' '}
            {percent(answered(card.tally), card.tally.expected)}%
          </span>
          {card.end && <span>{t(`order.end.${card.end.how.end}`)}</span>}
        </span>
      )}
    </button>
  );
}
