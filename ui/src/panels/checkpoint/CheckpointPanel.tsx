import type { CheckpointCard } from '../../bridge/wire/CheckpointCard';
import { t } from '../../i18n/words';
import { Section, Tag, type Tone, WordButton } from '../../shared/parts';
import styles from '../../shared/place.module.css';

type Props = { card: CheckpointCard; symbol: string; onGrid: (path: string) => void };

const QUEUE_TONES: Tone[] = ['green', 'plain', 'amber', 'red'];

/** One checkpoint: whether traffic passes, how long the queue is, who is on duty. */
export function CheckpointPanel({ card, symbol, onGrid }: Props) {
  const { place } = card;
  return (
    <div data-testid="checkpoint-panel">
      <header className={styles.head}>
        <img src={symbol} alt="" width={28} height={28} />
        <div>
          <h2>{place.name}</h2>
          <p>
            <Tag tone={card.state === 'open' ? 'green' : 'red'}>{t(`grid.checkpoint.state.${card.state}`)}</Tag>{' '}
            <Tag tone={QUEUE_TONES[card.queue] ?? 'plain'}>
              {t('grid.checkpoint.queue')} {t(`grid.checkpoint.queues.${card.queue}`)}
            </Tag>
          </p>
        </div>
      </header>
      <Section>
        <dl className={styles.facts}>
          <dt>{t('grid.venue.grid')}</dt>
          <dd>
            {card.ancestors.length === 0
              ? t('grid.venue.nowhere')
              : card.ancestors.map((above) => (
                  <WordButton key={above.path} onClick={() => onGrid(above.path)}>
                    {above.name}
                  </WordButton>
                ))}
          </dd>
          <dt>{t('grid.venue.position')}</dt>
          <dd className={styles.fixed}>
            {place.longitude.toFixed(5)}, {place.latitude.toFixed(5)}
          </dd>
        </dl>
      </Section>
      <Section title={t('grid.venue.duty')} count={card.duty.length}>
        {card.duty.length === 0 && <p className={styles.quiet}>{t('grid.venue.noDuty')}</p>}
        <ul className={styles.people}>
          {card.duty.map(({ post }) => (
            <li key={post.id}>
              <b>{post.person}</b>
              <span>{post.title}</span>
              <code>{post.phone}</code>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
