// Where one works, for a roll call: a grid and nothing finer. The desk tells which grid a position lies in and keeps
// neither; without a network one chooses by hand.

import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { gridAt } from './desk';
import { here } from './here';
import { Icon } from './Icon';
import { now, watch } from './state';
import { say } from './words';

type State = 'idle' | 'busy' | 'lost' | 'out';

export function WorkPlaceField({ value, onValue }: { value: string; onValue: (grid: string) => void }): ReactNode {
  const { ground, card } = useSyncExternalStore(watch, now);
  const [state, setState] = useState<State>('idle');
  const [found, setFound] = useState<{ path: string; name: string } | null>(null);
  const own = ground?.grids ?? (card === null ? [] : [card.grid]);
  const grids = found === null || own.some(({ path }) => path === found.path) ? own : [...own, found];
  const first = grids[0]?.path;
  useEffect(() => {
    if (value === '' && first !== undefined) onValue(first);
  }, [value, first, onValue]);
  const look = async (): Promise<void> => {
    setState('busy');
    const at = await here();
    const grid = at === null ? null : await gridAt(at.longitude, at.latitude).catch(() => undefined);
    if (at === null || grid === undefined) return setState('lost');
    if (grid === null) return setState('out');
    setState('idle');
    setFound(grid);
    onValue(grid.path);
  };
  return (
    <fieldset className="spot work-place">
      <legend className="label">{say('done.place')}</legend>
      <button
        type="button"
        className="second"
        disabled={state === 'busy'}
        data-testid="work-here"
        onClick={() => void look()}
      >
        <Icon name="place" /> {say(state === 'busy' ? 'report.place.busy' : 'done.place.here')}
      </button>
      {(state === 'lost' || state === 'out') && (
        <p className="late" role="alert">
          {say(state === 'out' ? 'ground.here.out' : 'report.place.lost')}
        </p>
      )}
      <select
        aria-label={say('done.place')}
        value={value}
        data-testid="work-place"
        onChange={(event) => onValue(event.target.value)}
      >
        {grids.map((one) => (
          <option key={one.path} value={one.path}>
            {one.name}
          </option>
        ))}
      </select>
      <p className="quiet">{say('done.place.coarse')}</p>
    </fieldset>
  );
}
