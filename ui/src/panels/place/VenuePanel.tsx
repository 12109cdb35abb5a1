import type { VenueCard } from '../../bridge/wire/VenueCard';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Tag, WordButton } from '../../shared/parts';
import { Belonging } from './Belonging';
import { Duty } from './Duty';
import { PlacePanel } from './PlacePanel';
import styles from './place.module.css';

type Props = {
  card: VenueCard;
  symbol: string;
  onGrid: (path: string) => void;
  /** Changes a camera; null: that may not be. */
  onStream: ((id: string) => void) | null;
  /** Looks at the place's streams; null: that may not be. */
  onLook: (() => void) | null;
};

/** One venue: what it is, who is on duty, which cameras look at it. */
export function VenuePanel({ card, symbol, onGrid, onStream, onLook }: Props) {
  const { place } = card;
  return (
    <PlacePanel
      name={place.name}
      position={place}
      ancestors={card.ancestors}
      nowhere={t('grid.venue.nowhere')}
      symbol={symbol}
      testId="venue-panel"
      onGrid={onGrid}
      tags={
        <>
          <Tag tone="blue">{place.kind}</Tag> <Tag tone={place.state === '开放' ? 'green' : 'plain'}>{place.state}</Tag>
        </>
      }
      facts={[
        { term: t('grid.venue.address'), said: card.address },
        {
          term: t('grid.venue.capacity'),
          said: card.capacity === null ? null : t('grid.venue.people', { count: figure(card.capacity) }),
        },
      ]}
    >
      <Duty duty={card.duty} />
      <Belonging title={t('grid.venue.streams')} count={card.streams.length} none={t('grid.venue.noStreams')}>
        {onLook && (
          <WordButton onClick={onLook} testId="venue-look">
            {t('eyes.open', { name: place.name })}
          </WordButton>
        )}
        <ul className={styles.streams}>
          {card.streams.map((stream) => (
            <li key={stream.id}>
              {onStream ? (
                <WordButton onClick={() => onStream(stream.id)} testId="stream-change">
                  {stream.name}
                </WordButton>
              ) : (
                <span>{stream.name}</span>
              )}
              <code>{stream.address}</code>
            </li>
          ))}
        </ul>
      </Belonging>
    </PlacePanel>
  );
}
