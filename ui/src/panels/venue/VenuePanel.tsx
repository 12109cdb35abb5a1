import type { VenueCard } from '../../bridge/wire/VenueCard';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Section, Tag, WordButton } from '../../shared/parts';
import styles from '../../shared/place.module.css';

type Props = { card: VenueCard; symbol: string; onGrid: (path: string) => void };

/** One venue: what it is, who is on duty, which cameras look at it. */
export function VenuePanel({ card, symbol, onGrid }: Props) {
  const { place } = card;
  return (
    <div data-testid="venue-panel">
      <header className={styles.head}>
        <img src={symbol} alt="" width={28} height={28} />
        <div>
          <h2>{place.name}</h2>
          <p>
            <Tag tone="blue">{place.kind}</Tag>{' '}
            <Tag tone={place.state === '开放' ? 'green' : 'plain'}>{place.state}</Tag>
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
          {card.address !== null && (
            <>
              <dt>{t('grid.venue.address')}</dt>
              <dd>{card.address}</dd>
            </>
          )}
          {card.capacity !== null && (
            <>
              <dt>{t('grid.venue.capacity')}</dt>
              <dd>{t('grid.venue.people', { count: figure(card.capacity) })}</dd>
            </>
          )}
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
      <Section title={t('grid.venue.streams')} count={card.streams.length}>
        {card.streams.length === 0 && <p className={styles.quiet}>{t('grid.venue.noStreams')}</p>}
        <ul className={styles.streams}>
          {card.streams.map((stream) => (
            <li key={stream.address}>
              <span>{stream.name}</span>
              <code>{stream.address}</code>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
