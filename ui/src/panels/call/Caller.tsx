// Who calls: the post, its grid, the heads above it, what is open there.

import type { CallerCard } from '../../bridge/wire/CallerCard';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { Tag, WordButton } from '../../shared/parts';
import styles from './call.module.css';

type Props = {
  card: CallerCard;
  onOther: () => void;
  /** Calls the post; none: this seat does not. */
  onRing: (() => void) | null;
  onOrder: (order: string) => void;
  onGrid: (path: string) => void;
};

export function Caller({ card, onOther, onRing, onOrder, onGrid }: Props) {
  const { post } = card.post;
  const nothing = card.orders.length === 0 && card.around.length === 0 && card.missed.length === 0;
  const own = new Set(card.orders.map((line) => line.order));
  return (
    <div data-testid="caller" data-grid={card.grid.path}>
      <header className={styles.head}>
        <b>{post.person}</b>
        <span>{post.title}</span>
        <code>{post.phone}</code>
        {onRing && (
          <WordButton onClick={onRing} testId="caller-ring" title={t('phone.callTitle')}>
            {t('phone.call')}
          </WordButton>
        )}
        <WordButton onClick={onOther} testId="call-other">
          {t('duty.call.other')}
        </WordButton>
      </header>
      <p className={styles.where}>
        <WordButton onClick={() => onGrid(card.grid.path)} testId="caller-grid">
          {card.grid.name}
        </WordButton>
        <em>
          {card.level_name}
          {card.station !== null && ` · ${card.station}`}
        </em>
      </p>
      <ul className={styles.heads} data-testid="caller-heads">
        {card.heads.map((head) => (
          <li key={head.post}>
            <span title={head.grid_name}>{head.grid_name}</span>
            <b>{head.person}</b>
            <code>{head.phone}</code>
          </li>
        ))}
      </ul>
      <h4 className={styles.under}>{t('duty.call.open')}</h4>
      {nothing && <p className={styles.explain}>{t('duty.call.nothingOpen')}</p>}
      <ul className={styles.open} data-testid="caller-open">
        {card.missed.map((line) => (
          <li key={line.call}>
            <Tag tone="amber">{t(`duty.missed.way.${line.way}`)}</Tag>
            <span>{line.words || shortTime(line.rang)}</span>
          </li>
        ))}
        {card.orders.map((line) => (
          <li key={line.order}>
            <Tag tone="blue">{t(`order.progress.${line.progress}`)}</Tag>
            <WordButton onClick={() => onOrder(line.order)} title={line.text}>
              {line.number} {line.text}
            </WordButton>
          </li>
        ))}
        {card.around
          .filter((line) => !own.has(line.id))
          .map((line) => (
            <li key={line.id}>
              <Tag>
                {figure(line.tally.expected - line.tally.waiting - line.tally.delivered - line.tally.read)} /{' '}
                {figure(line.tally.expected)}
              </Tag>
              <WordButton onClick={() => onOrder(line.id)} title={line.text}>
                {line.number} {line.text}
              </WordButton>
            </li>
          ))}
      </ul>
    </div>
  );
}
