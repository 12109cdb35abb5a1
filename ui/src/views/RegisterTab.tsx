// The form of a new incident, with where it is taken from what is selected or from a point on the map.

import type { Position } from '../bridge/wire/Position';
import type { Spot } from '../bridge/wire/Spot';
import { goToIncident, openIncident } from '../desk/incidents';
import { usePlaceOf } from '../desk/place';
import { useCheckpoint, useGrid, useIncidentsNear, useVenue } from '../desk/questions';
import { endRegistering, meanPoint, useRegistering } from '../desk/registering';
import { useTable } from '../desk/tables';
import { RegisterPanel } from '../panels/incident/RegisterPanel';
import { latticeOf } from '../shared/lattice';

export function RegisterTab({ isShown }: { isShown: boolean }) {
  const { selected } = usePlaceOf('selected');
  const { isPoint, spot } = useRegistering();
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
  const there = isPoint ? position : lying ? latticeOf([lying.longitude, lying.latitude]) : null;
  const near = useIncidentsNear(there).data;
  const categories = useTable('categories').data;
  return (
    <RegisterPanel
      selected={chosen}
      isPoint={isPoint}
      point={
        position &&
        spot && {
          spot: { at: 'position', position },
          name: `${spot.longitude.toFixed(5)}, ${spot.latitude.toFixed(5)}`,
        }
      }
      onPoint={meanPoint}
      near={there === null ? [] : (near?.incidents ?? [])}
      categories={(categories?.rows ?? []).map((levels) => levels.filter((level) => level !== ''))}
      isShown={isShown}
      onSame={goToIncident}
      onMade={(incident) => {
        endRegistering();
        openIncident(incident);
      }}
      onClose={endRegistering}
    />
  );
}
