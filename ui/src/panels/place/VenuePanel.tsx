import type { VenueCard } from '../../bridge/wire/VenueCard';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Tag } from '../../shared/parts';
import { Duty } from './Duty';
import { PlacePanel } from './PlacePanel';
import { type StreamHands, Streams } from './Streams';

type Props = StreamHands & { card: VenueCard; symbol: string; onGrid: (path: string) => void };

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
      <Streams streams={card.streams} of={place.name} onStream={onStream} onLook={onLook} />
    </PlacePanel>
  );
}
