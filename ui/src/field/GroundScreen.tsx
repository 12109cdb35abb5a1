// My grid on a small map, with what lies in it; where I am, as long as I ask.

import { type ReactNode, useState } from 'react';
import type { InboxCard } from '../bridge/wire/InboxCard';
import { GroundMap } from './GroundMap';
import { type Here, here } from './here';
import { Icon } from './Icon';
import { ScreenBar } from './ScreenBar';
import type { Field } from './state';
import { say } from './words';

export function GroundScreen({ field, card }: { field: Field; card: InboxCard }): ReactNode {
  const { ground } = field;
  const [me, setMe] = useState<Here | null>(null);
  const [isLooking, setLooking] = useState(false);
  const [isLost, setLost] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const look = async (): Promise<void> => {
    setLooking(true);
    const at = await here();
    setMe(at);
    setLost(at === null);
    setLooking(false);
  };
  return (
    <div className="front-screen" data-testid="ground-screen">
      <ScreenBar title={say('ground.title')} link={field.link} />
      {ground === null ? (
        <main className="middle">
          <p className="lead">{say(field.link === 'lost' ? 'ground.lost' : 'ground.opening')}</p>
        </main>
      ) : ground.width === 0 ? (
        <main className="middle">
          <p className="lead">{say('ground.none')}</p>
        </main>
      ) : (
        <main className="ground">
          <GroundMap ground={ground} name={card.grid.name} me={me} shown={shown} onShow={setShown} />
          <button
            type="button"
            className="second wide"
            disabled={isLooking}
            data-testid="ground-here"
            onClick={() => void look()}
          >
            <Icon name="place" /> {say(isLooking ? 'report.place.busy' : 'ground.here')}
          </button>
          {isLost && (
            <p className="late" role="alert">
              {say('report.place.lost')}
            </p>
          )}
          <p className="quiet">{say('ground.here.private')}</p>
          {ground.places.length > 0 && (
            <details className="ground-places">
              <summary>
                {say('ground.places')} <span className="count">{ground.total}</span>
              </summary>
              {ground.places.length < ground.total && (
                <p className="quiet">
                  {say('ground.places.more', { count: ground.places.length, total: ground.total })}
                </p>
              )}
              <ul>
                {ground.places.map((place) => (
                  <li key={`${place.kind} ${place.id}`}>
                    <button
                      type="button"
                      className={shown === place.id ? 'line chosen' : 'line'}
                      onClick={() => {
                        setShown(place.id);
                        scrollTo({ top: 0 });
                      }}
                    >
                      <b>{place.name}</b>{' '}
                      <span className="quiet">
                        {place.checkpoint ? say(`checkpoint.${place.checkpoint.state}`) : place.kind}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </main>
      )}
    </div>
  );
}
