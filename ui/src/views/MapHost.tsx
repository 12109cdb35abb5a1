// The map in the page: mounted once, told what to show by the place one is at, outside React.

import { useEffect, useRef, useState } from 'react';
import { bridge } from '../bridge/open';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { GridCard } from '../bridge/wire/GridCard';
import type { PlaceLine } from '../bridge/wire/PlaceLine';
import { onBoard, shownBoard } from '../desk/boards';
import { fillLevel, fills } from '../desk/fill';
import { onOrderIssued } from '../desk/live';
import { onPainting, paintingNow } from '../desk/painting';
import { type Place, place, select, selectGrid, usePlaceOf } from '../desk/place';
import { answers, gridQuestion } from '../desk/questions';
import { drillInto, levelsOf } from '../desk/travel';
import { t } from '../i18n/words';
import { type Atlas, type Camera, openAtlas } from '../map/atlas';
import type { FoundShape } from '../map/found';
import type { Ground } from '../map/ground-plan';
import type { Ramp } from '../map/measure';
import type { FoundGrid, FoundPlace } from '../map/pointer';
import { drawingNow, noteFrames, onDrawing } from '../shared/drawing';
import { onTheme, theme } from '../shared/dress';
import { HoverCard } from './HoverCard';
import { Legend } from './Legend';
import { LevelSwitch } from './LevelSwitch';
import styles from './map.module.css';
import { ReadOut } from './ReadOut';

type Props = {
  district: DistrictCard;
  places: PlaceLine[];
  /** More than that where there are too many to be drawn. */
  placesInAll: number;
  grid: GridCard | undefined;
  found: FoundShape | null;
};
export type Hovered = { grid: FoundGrid | null; place: FoundPlace | null };

/** Silence shows with time, not only with news. */
const REPAINT = 5000;
/** How long the pointer rests on a grid before it is asked for, in milliseconds. */
const REST = 70;
/** When the map follows what a panel shows, in milliseconds: the panel's frame comes first. */
const AFTER_PANEL = 60;
/** A flood of receipts fills the map at this pace: drawing it costs a hundred times what the table costs. */
const FILL_PACE = { full: 250, light: 1500 };

export function MapHost({ district, places, placesInAll, grid, found }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const atlas = useRef<Atlas | null>(null);
  const pointed = useRef<HTMLElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const [camera, setCamera] = useState<Camera | null>(null);
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const [ramp, setRamp] = useState<Ramp>(null);
  const [lost, setLost] = useState(false);
  const { level, selected, view } = usePlaceOf('level', 'selected', 'view');
  const levels = levelsOf(district);
  const grids = Object.fromEntries(district.levels.map((one) => [one.level, one.grids]));
  // A scheme of other levels is another map; new tiles of the same are not.
  const shape = `${levels.join()}|${district.bounds ? 'there' : 'none'}`;
  const ground: Ground = { tiles: bridge.tiles, revision: district.revision, bounds: district.bounds, levels, grids };
  const first = useRef(ground);
  first.current = ground;
  const centre = district.bounds;
  const from = useRef<[number, number]>([0, 0]);
  if (centre) from.current = [(centre.west + centre.east) / 2, (centre.south + centre.north) / 2];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is opened once for a shape and told the rest
  useEffect(() => {
    if (!box.current) return;
    let hoveredKey = '';
    let resting: ReturnType<typeof setTimeout> | undefined;
    const mine = openAtlas(
      box.current,
      first.current,
      { theme: theme(), profile: drawingNow().profile },
      {
        moved: setCamera,
        frames: noteFrames,
        busy: (isBusy) => {
          document.documentElement.dataset.map = isBusy ? 'busy' : 'idle';
        },
        ramp: setRamp,
        lost: (back) => setLost(!back),
        pointed: (at) => {
          if (pointed.current)
            pointed.current.textContent = at ? `${at.longitude.toFixed(4)}, ${at.latitude.toFixed(4)}` : '';
        },
        hovered: (found, foundPlace, at) => {
          if (card.current) card.current.style.transform = `translate(${at.x + 16}px, ${at.y + 16}px)`;
          const key = foundPlace ? foundPlace.id : (found?.path ?? '');
          if (key === hoveredKey) return;
          hoveredKey = key;
          clearTimeout(resting);
          // Who rests on a grid will click it: the answer is here by then.
          if (found && !foundPlace)
            resting = setTimeout(() => void answers.prefetchQuery(gridQuestion(found.path)), REST);
          setHovered(key === '' ? null : { grid: found, place: foundPlace });
        },
        pickedGrid: (found) => {
          pickGrid(found.path);
          // The panel answers in some milliseconds; a frame of the map takes ten times that without a GPU.
          setTimeout(() => {
            const { selected } = place.get();
            if (selected?.noun === 'grid' && selected.path === found.path) mine.selectGrid(found);
          }, AFTER_PANEL);
        },
        pickedPlace: (found) => select({ noun: found.noun, id: found.id }),
        drilled: (found) => void drillInto(found.path),
      },
    );
    atlas.current = mine;
    const stop = follow(mine, () => from.current);
    const undress = onTheme(() => mine.wear(theme()));
    const undraw = onDrawing(() => mine.draw(drawingNow().profile));
    return () => {
      stop();
      undress();
      undraw();
      mine.close();
      atlas.current = null;
    };
  }, [shape]);

  const known = useRef(district.revision);
  useEffect(() => {
    if (known.current === district.revision) return;
    known.current = district.revision;
    atlas.current?.renew(first.current);
  }, [district.revision]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new map must be told, too
  useEffect(() => atlas.current?.places(places), [places, shape]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new map must be told, too
  useEffect(() => atlas.current?.found(found), [found, shape]);
  const path = selected?.noun === 'grid' ? selected.path : null;
  // The whole district is no choice, so nothing is outlined.
  const whole = district.tops.length === 1 ? district.tops[0]?.path : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new map must be told, too
  useEffect(() => {
    if (path === null || path === whole) atlas.current?.selectGrid(null);
    else if (grid?.grid.path === path) atlas.current?.selectGrid({ level: grid.grid.level, path });
  }, [path, grid, shape, whole]);

  return (
    <div className={styles.host}>
      <div ref={box} className={styles.map} data-testid="map" />
      {/* The five maps are such a switch themselves. */}
      {view !== 'fivemaps' && <LevelSwitch levels={district.levels} shown={level} />}
      {levels.length > 0 && <Legend ramp={ramp} places={places} placesInAll={placesInAll} />}
      {levels.length > 0 && <ReadOut camera={camera} pointed={pointed} />}
      <HoverCard card={card} hovered={hovered} levels={district.levels} />
      {lost && <div className={styles.trouble}>{t('map.lost')}</div>}
    </div>
  );
}

/** A click on a grid of the order that is shown leads to its row, while findings are shown to its finding; any
 * other, to its panel. */
function pickGrid(path: string): void {
  if (place.get().tab === 'findings') place.set({ selected: { noun: 'grid', path } });
  else if (place.get().tab === 'order' && shownBoard()?.grids.has(path))
    place.set({ selected: { noun: 'grid', path } });
  else selectGrid(path);
}

/** Tells the map what the place one is at says, now and on every change; returns how to stop. */
function follow(atlas: Atlas, from: () => [number, number]): () => void {
  let before: Place | null = null;
  let issued = '';

  let painted = 0;
  const paint = (): void => {
    painted = performance.now();
    const { order, view, level } = place.get();
    const board = shownBoard();
    if (!board || order === null || view !== 'dispatch' || board.card.order.id !== order) {
      atlas.fill(level, null);
      return;
    }
    const filled = fillLevel(board, level);
    const shown = fills(board, filled, Date.now());
    atlas.fill(filled, shown);
    if (issued === order) {
      issued = '';
      atlas.pulse(from(), filled, shown.keys());
    }
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const paintSoon = (): void => {
    if (waiting !== undefined) return;
    const next = painted + FILL_PACE[drawingNow().profile];
    waiting = setTimeout(
      () => {
        waiting = undefined;
        paint();
      },
      Math.max(AFTER_PANEL, next - performance.now()),
    );
  };
  const tell = (now: Place): void => {
    if (now.level !== before?.level) atlas.showLevel(now.level);
    if (now.measure !== before?.measure) atlas.measure(now.measure);
    const { flight } = now;
    // After React has laid the docks out.
    if (flight && flight !== before?.flight) requestAnimationFrame(() => atlas.fly(flight.bounds, flight));
    if (now.zoomWish !== before?.zoomWish && now.zoomWish) atlas.zoomBy(now.zoomWish.by);
    if (now.selected !== before?.selected) {
      atlas.selectPlace(
        now.selected && now.selected.noun !== 'grid' ? `${now.selected.noun}:${now.selected.id}` : null,
      );
    }
    const needsPaint = now.level !== before?.level || now.order !== before?.order || now.view !== before?.view;
    before = now;
    if (needsPaint) paint();
  };
  tell(place.get());
  atlas.shade(paintingNow());
  const stops = [
    place.subscribe(tell),
    onPainting(() => atlas.shade(paintingNow())),
    onBoard(() => {
      if (issued === '') paintSoon();
      else paint();
    }),
    onOrderIssued((order) => {
      issued = order;
      paint();
    }),
  ];
  const timer = setInterval(paint, REPAINT);
  return () => {
    clearInterval(timer);
    clearTimeout(waiting);
    for (const stop of stops) stop();
  };
}
