// Where something was found: the phone's position, once and by a tap, or a place that one chooses.

import { type ReactNode, useState } from 'react';
import type { GridLine } from '../bridge/wire/GridLine';
import type { MyGround } from '../bridge/wire/MyGround';
import type { Spot } from '../bridge/wire/Spot';
import { onLattice } from './ground';
import { type Here, here } from './here';
import { Icon } from './Icon';
import { say } from './words';

/** What was chosen: a position wins; else `NOUN ID`. */
export type Chosen = { here: Here | null; by: string };

export function spotOf({ here: at, by }: Chosen): Spot {
  if (at !== null) return { at: 'position', position: onLattice(at.longitude, at.latitude) };
  const [noun, id] = [by.slice(0, by.indexOf(' ')), by.slice(by.indexOf(' ') + 1)];
  if (noun === 'venue' || noun === 'checkpoint') return { at: noun, id };
  return { at: 'grid', path: id };
}

type Props = { ground: MyGround | null; grid: GridLine; chosen: Chosen; onChosen: (chosen: Chosen) => void };

export function SpotField({ ground, grid, chosen, onChosen }: Props): ReactNode {
  const [state, setState] = useState<'idle' | 'busy' | 'lost'>('idle');
  const grids = ground?.grids ?? [grid];
  const take = async (): Promise<void> => {
    setState('busy');
    const at = await here();
    setState(at === null ? 'lost' : 'idle');
    if (at !== null) onChosen({ ...chosen, here: at });
  };
  return (
    <fieldset className="spot">
      <legend className="label">{say('report.place')}</legend>
      <button
        type="button"
        className={chosen.here === null ? 'second' : 'second chosen'}
        disabled={state === 'busy'}
        data-testid="report-here"
        onClick={() => void take()}
      >
        <Icon name="place" /> {say(chosen.here === null ? 'report.place.here' : 'report.place.again')}
      </button>
      {state === 'busy' && <p className="quiet">{say('report.place.busy')}</p>}
      {state === 'lost' && (
        <p className="late" role="alert">
          {say('report.place.lost')}
        </p>
      )}
      {chosen.here !== null ? (
        <p className="got" data-testid="report-got">
          {say('report.place.got', { metres: chosen.here.metres })}
          <button type="button" className="plain" onClick={() => onChosen({ ...chosen, here: null })}>
            {say('report.place.drop')}
          </button>
        </p>
      ) : (
        <select
          aria-label={say('report.place.choose')}
          value={chosen.by}
          data-testid="report-place"
          onChange={(event) => onChosen({ here: null, by: event.target.value })}
        >
          {grids.map((one) => (
            <option key={one.path} value={`grid ${one.path}`}>
              {one.name}
            </option>
          ))}
          {(ground?.places ?? []).map((place) => {
            const value = `${place.checkpoint ? 'checkpoint' : 'venue'} ${place.id}`;
            return (
              <option key={value} value={value}>
                {place.name}
              </option>
            );
          })}
        </select>
      )}
    </fieldset>
  );
}
