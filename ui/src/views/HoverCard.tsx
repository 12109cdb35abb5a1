import type { RefObject } from 'react';
import type { LevelCount } from '../bridge/wire/LevelCount';
import { shownBoard } from '../desk/boards';
import { paintedOf, paintingNow } from '../desk/painting';
import { place } from '../desk/place';
import { answered } from '../desk/tally';
import { t } from '../i18n/words';
import type { FoundGrid } from '../map/pointer';
import { wordsOf as wordsForFigure } from '../panels/fivemaps/words';
import { figure, mean } from '../shared/format';
import { levelName } from './levels';
import type { Hovered } from './MapHost';
import styles from './map.module.css';

type Props = { card: RefObject<HTMLDivElement | null>; hovered: Hovered | null; levels: LevelCount[] };

/** What lies under the pointer, in a few words. */
export function HoverCard({ card, hovered, levels }: Props) {
  return (
    <div ref={card} className={styles.hover} hidden={hovered === null}>
      {hovered?.place && (
        <>
          <b>{hovered.place.name}</b>
          <span>{hovered.place.kind}</span>
        </>
      )}
      {hovered?.grid && !hovered.place && (
        <>
          <b>{hovered.grid.name}</b>
          <span>{levelName(levels, hovered.grid.level)}</span>
          {wordsOf(hovered, levels).map((words) => (
            <span key={words}>{words}</span>
          ))}
        </>
      )}
    </div>
  );
}

function wordsOf({ grid }: Hovered, levels: LevelCount[]): string[] {
  if (!grid) return [];
  const painting = paintingNow();
  const way = painting?.ways?.get(grid.path);
  if (way) return [t(`scheme.compare.${way}`)];
  const painted = painting && !painting.ways ? paintedOf(painting, grid.path) : null;
  if (painting && painted) {
    const { value, isMean } = painted;
    const name = wordsForFigure(painting.figure);
    const level = levelName(levels, painting.of ?? painting.level);
    if (value === null) return [t('map.hover.noFigure', { name }), ...headless(grid)];
    return [
      isMean
        ? t('map.hover.mean', { name, level, count: mean(value) })
        : t('map.hover.figure', { name, count: figure(value) }),
      ...headless(grid),
    ];
  }
  const board = place.get().view === 'dispatch' ? shownBoard() : null;
  const tally = board?.grids.get(grid.path)?.tally;
  if (tally) {
    return [t('map.hover.answered', { answered: figure(answered(tally)), expected: figure(tally.expected) })];
  }
  return [
    ...(grid.residents === null ? [] : [t('map.hover.residents', { count: figure(grid.residents) })]),
    ...headless(grid),
    ...heldWords(grid, levels),
  ];
}

function headless({ heads }: FoundGrid): string[] {
  return heads === 0 ? [t('map.hover.noHead')] : [];
}

/** Of a grid that is drawn in place of smaller ones: what lies in it. */
function heldWords({ holds }: FoundGrid, levels: LevelCount[]): string[] {
  if (!holds) return [];
  const said = { level: levelName(levels, holds.level), grids: figure(holds.grids) };
  return [
    holds.residents === null
      ? t('map.hover.holds', said)
      : t('map.hover.holdsResidents', { ...said, count: figure(holds.residents) }),
    ...(holds.vacant > 0 ? [t('map.hover.holdsVacant', { ...said, count: figure(holds.vacant) })] : []),
  ];
}
