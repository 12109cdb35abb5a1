// The table under the five maps: the grids of the level that the large map shows, in the same frame.

import { bridge } from '../bridge/open';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import { type Five, useFive } from '../desk/five';
import { onlyOf } from '../desk/measures';
import { place, selectGrid, usePlaceOf } from '../desk/place';
import { drillInto } from '../desk/travel';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { GridTable } from '../panels/fivemaps/GridTable';
import { Loading, Note } from '../shared/parts';

export function GridSheet({ district }: { district: DistrictCard }) {
  const { figure, level, selected, only } = usePlaceOf('figure', 'level', 'selected', 'only');
  const five = useFive(district, true);
  const map = five.maps.find((one) => one.level === level);
  if (map?.failure) return <Note {...failureWords(map.failure)} />;
  if (!map?.table) return <Loading label={t('shell.loading')} />;
  return (
    <GridTable
      table={map.table}
      within={frameName(five, map.table.scope) ?? district.name}
      figure={figure}
      selected={selected?.noun === 'grid' ? selected.path : null}
      only={onlyOf(map.table, figure, only)}
      onAll={() => place.set({ only: null })}
      onChoose={selectGrid}
      onDrill={(path) => void drillInto(path)}
      onFigure={(name) => place.set({ figure: name })}
      save={(name, text) => bridge.save(name, text, t('five.table.where'))}
      show={bridge.show}
    />
  );
}

/** The name of the grid that a map is of. */
export function frameName(five: Five, scope: string | null): string | undefined {
  return five.chain.find((one) => one.path === scope)?.name;
}
