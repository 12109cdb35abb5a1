// The five maps above the large one, and what the large one shows of them.

import { useEffect, useMemo } from 'react';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import { useFive } from '../desk/five';
import { onlyOf } from '../desk/measures';
import { paintingOf, showPainting } from '../desk/painting';
import { fly, place, selectGrid, usePlaceOf } from '../desk/place';
import { drillInto } from '../desk/travel';
import { FiveMaps } from '../panels/fivemaps/FiveMaps';

export function FiveMapsStage({ district }: { district: DistrictCard }) {
  const { figure, level, selected, only: wanted } = usePlaceOf('figure', 'level', 'selected', 'only');
  const five = useFive(district, true);
  const { maps, chain } = five;
  const map = maps.find((one) => one.level === level);
  const table = map?.table;
  const frame = chain.find((one) => one.path === map?.top);
  const bounds = map?.top === null || map === undefined ? district.bounds : frame?.bounds;

  const only = table ? onlyOf(table, figure, wanted) : null;
  const [framePath, frameLevel] = [frame?.path ?? null, frame?.level ?? 0];
  const painting = useMemo(() => {
    const within = framePath === null ? null : { level: frameLevel, path: framePath };
    return table ? paintingOf(table, figure, within, only) : null;
  }, [table, figure, framePath, frameLevel, only]);
  useEffect(() => showPainting(painting), [painting]);
  useEffect(() => () => showPainting(null), []);

  // Each map has a frame; the large one goes there with it.
  const key = bounds ? `${map?.top ?? ''}` : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each frame; who moves the map away may
  useEffect(() => {
    if (key !== null) fly(bounds);
  }, [key]);

  return (
    <FiveMaps
      five={five}
      figure={figure}
      level={level}
      only={only}
      selected={selected?.noun === 'grid' ? selected.path : null}
      onFigure={(name) => place.set({ figure: name })}
      onShow={(next) => place.set({ level: next })}
      onChoose={(next, path) => {
        selectGrid(path);
        place.set({ level: next });
      }}
      onDrill={(path) => void drillInto(path)}
    />
  );
}
