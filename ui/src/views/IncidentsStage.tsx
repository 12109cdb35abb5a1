// The board of open incidents, over the map.

import type { DistrictCard } from '../bridge/wire/DistrictCard';
import { showIncident } from '../desk/incidents';
import { usePlaceOf } from '../desk/place';
import { useGrid, useIncidentBoard } from '../desk/questions';
import { ON_THE_BOARD, sorting, useSorting } from '../desk/sorting';
import { BoardPanel } from '../panels/incident/BoardPanel';
import { STATES_OF } from '../panels/incident/looks';

export function IncidentsStage({ district }: { district: DistrictCard }) {
  const { selected, incident } = usePlaceOf('selected', 'incident');
  const { scope, light, limit } = useSorting();
  const asked = useIncidentBoard({
    scope,
    columns: Object.values(STATES_OF),
    ...(light !== null && { light }),
    limit,
  });
  const grid = useGrid(selected?.noun === 'grid' ? selected.path : null).data?.grid;
  const narrowed = useGrid(scope).data?.grid;
  const top = district.seat.subtree ?? district.tops[0]?.path;
  // What is selected narrows the board when one says so, and not by itself: opening a case goes to its grid.
  const within = narrowed ?? (grid && grid.path !== top ? grid : null);
  return (
    <BoardPanel
      board={asked.data}
      failure={asked.error}
      name={district.name}
      within={within && { path: within.path, name: within.name }}
      isNarrow={scope !== null}
      light={light}
      chosen={incident}
      onLight={(next) => sorting.set({ light: next, limit: ON_THE_BOARD })}
      onWithin={(path) => sorting.set({ scope: path, limit: ON_THE_BOARD })}
      onMore={() => sorting.set({ limit: limit + ON_THE_BOARD })}
      onOpen={showIncident}
    />
  );
}
