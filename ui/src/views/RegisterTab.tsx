// The form of a new incident, with where it is taken from what is selected or from a point on the map.

import type { AddressPlace } from '../bridge/wire/AddressPlace';
import type { Position } from '../bridge/wire/Position';
import type { Spot } from '../bridge/wire/Spot';
import { goToIncident, openIncident } from '../desk/incidents';
import { usePlaceOf } from '../desk/place';
import { useCheckpoint, useGrid, useIncidentsNear, useUnits, useVenue } from '../desk/questions';
import { endRegistering, offerPlaces, placeBy, pointAt, takePlace, useRegistering } from '../desk/registering';
import { useTable } from '../desk/tables';
import { RegisterPanel } from '../panels/incident/RegisterPanel';
import { latticeOf } from '../shared/lattice';

type Props = { isShown: boolean; may: (entry: string) => boolean };

export function RegisterTab({ isShown, may }: Props) {
  const { selected } = usePlaceOf('selected');
  const { by, spot, places, pointed, taken } = useRegistering();
  const grid = useGrid(selected?.noun === 'grid' ? selected.path : null).data;
  const venue = useVenue(selected?.noun === 'venue' ? selected.id : null).data;
  const checkpoint = useCheckpoint(selected?.noun === 'checkpoint' ? selected.id : null).data;
  const position: Position | null = spot && latticeOf([spot.longitude, spot.latitude]);
  const lying =
    selected?.noun === 'venue' ? venue?.place : selected?.noun === 'checkpoint' ? checkpoint?.place : undefined;
  const chosen = ((): { spot: Spot; name: string } | null => {
    if (selected?.noun === 'grid' && grid?.grid.path === selected.path)
      return { spot: { at: 'grid', path: selected.path }, name: grid.grid.name };
    if (!lying || (selected?.noun !== 'venue' && selected?.noun !== 'checkpoint')) return null;
    return { spot: { at: selected.noun, id: selected.id }, name: lying.name };
  })();
  const at = {
    selected: chosen,
    point: position &&
      spot && {
        spot: { at: 'position', position } as const,
        name: `${spot.longitude.toFixed(5)}, ${spot.latitude.toFixed(5)}`,
      },
    address: taken && spotOfPlace(taken),
  };
  const there =
    by === 'address'
      ? (taken?.at ?? null)
      : by === 'point'
        ? position
        : lying
          ? latticeOf([lying.longitude, lying.latitude])
          : null;
  const units = useUnits(may('units')).data?.units ?? [];
  const near = useIncidentsNear(there).data;
  const categories = useTable('categories').data;
  return (
    <RegisterPanel
      known={{ units, grids: grid?.ancestors ?? [] }}
      by={by}
      at={at[by]}
      address={{ places, pointed, taken, onPlaces: offerPlaces, onPointed: pointAt, onTake: takePlace }}
      onBy={placeBy}
      near={there === null ? [] : (near?.incidents ?? [])}
      categories={(categories?.rows ?? []).map((levels) => levels.filter((level) => level !== ''))}
      isShown={isShown}
      onSame={goToIncident}
      onKnown={openIncident}
      onMade={(incident) => {
        endRegistering();
        openIncident(incident);
      }}
      onClose={endRegistering}
    />
  );
}

/** Where an incident is that was found by its address; a road stands for the point in its middle. */
function spotOfPlace({ noun, id, name, context, at }: AddressPlace): { spot: Spot; name: string } | null {
  const called = context === '' ? name : `${name} · ${context}`;
  if (noun === 'grid') return { spot: { at: 'grid', path: id }, name: called };
  if (noun === 'road') return at && { spot: { at: 'position', position: at }, name: called };
  return { spot: { at: noun, id }, name: called };
}
