import type { RefObject } from 'react';
import type { LevelCount } from '../bridge/wire/LevelCount';
import { shownBoard } from '../desk/boards';
import { paintingNow } from '../desk/painting';
import { place } from '../desk/place';
import { answered } from '../desk/tally';
import { t } from '../i18n/words';
import { wordsOf as wordsForFigure } from '../panels/fivemaps/words';
import { figure } from '../shared/format';
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
          <span>{levels.find((one) => one.level === hovered.grid?.level)?.name}</span>
          {wordsOf(hovered).map((words) => (
            <span key={words}>{words}</span>
          ))}
        </>
      )}
    </div>
  );
}

function wordsOf({ grid }: Hovered): string[] {
  if (!grid) return [];
  const painting = paintingNow();
  const way = painting?.ways?.get(grid.path);
  if (way) return [t(`scheme.compare.${way}`)];
  if (painting?.steps.has(grid.path)) {
    const name = wordsForFigure(painting.figure);
    const value = painting.values.get(grid.path);
    return [
      value === undefined ? t('map.hover.noFigure', { name }) : t('map.hover.figure', { name, count: figure(value) }),
      ...(grid.heads === 0 ? [t('map.hover.noHead')] : []),
    ];
  }
  const board = place.get().view === 'dispatch' ? shownBoard() : null;
  const tally = board?.grids.get(grid.path)?.tally;
  if (tally) {
    return [t('map.hover.answered', { answered: figure(answered(tally)), expected: figure(tally.expected) })];
  }
  return [
    ...(grid.residents === null ? [] : [t('map.hover.residents', { count: figure(grid.residents) })]),
    ...(grid.heads === 0 ? [t('map.hover.noHead')] : []),
  ];
}
