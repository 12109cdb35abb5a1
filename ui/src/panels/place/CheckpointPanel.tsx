import type { CheckpointCard } from '../../bridge/wire/CheckpointCard';
import { t } from '../../i18n/words';
import { Tag, type Tone } from '../../shared/parts';
import { Duty } from './Duty';
import { PlacePanel } from './PlacePanel';
import { type StreamHands, Streams } from './Streams';

type Props = StreamHands & { card: CheckpointCard; symbol: string; onGrid: (path: string) => void };

const QUEUE_TONES: Tone[] = ['green', 'plain', 'amber', 'red'];

/** One checkpoint: whether traffic passes, how long the queue is, who is on duty, which cameras look at it. */
export function CheckpointPanel({ card, symbol, onGrid, onStream, onLook }: Props) {
  return (
    <PlacePanel
      name={card.place.name}
      position={card.place}
      ancestors={card.ancestors}
      nowhere={t('grid.venue.nowhere')}
      symbol={symbol}
      testId="checkpoint-panel"
      onGrid={onGrid}
      tags={
        <>
          <Tag tone={card.state === 'open' ? 'green' : 'red'}>{t(`grid.checkpoint.state.${card.state}`)}</Tag>{' '}
          <Tag tone={QUEUE_TONES[card.queue] ?? 'plain'}>
            {t('grid.checkpoint.queue')} {t(`grid.checkpoint.queues.${card.queue}`)}
          </Tag>
        </>
      }
    >
      <Duty duty={card.duty} />
      <Streams streams={card.streams} of={card.place.name} onStream={onStream} onLook={onLook} />
    </PlacePanel>
  );
}
