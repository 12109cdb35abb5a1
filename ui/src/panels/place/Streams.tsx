import type { StreamLine } from '../../bridge/wire/StreamLine';
import { t } from '../../i18n/words';
import { WordButton } from '../../shared/parts';
import { Belonging } from './Belonging';
import styles from './place.module.css';

export type StreamHands = {
  /** Changes a camera; null: that may not be. */
  onStream: ((id: string) => void) | null;
  /** Looks at the place's streams; null: that may not be. */
  onLook: (() => void) | null;
};

type Props = StreamHands & { streams: StreamLine[]; of: string };

/** Which cameras look at a venue or a checkpoint. */
export function Streams({ streams, of, onStream, onLook }: Props) {
  return (
    <Belonging title={t('grid.venue.streams')} count={streams.length} none={t('grid.venue.noStreams')}>
      {onLook && (
        <WordButton onClick={onLook} testId="venue-look">
          {t('eyes.open', { name: of })}
        </WordButton>
      )}
      <ul className={styles.streams}>
        {streams.map((stream) => (
          <li key={stream.id}>
            {onStream ? (
              <WordButton onClick={() => onStream(stream.id)} testId="stream-change">
                {stream.name}
              </WordButton>
            ) : (
              <span>{stream.name}</span>
            )}
            <code title={stream.address}>{stream.address}</code>
          </li>
        ))}
      </ul>
    </Belonging>
  );
}
