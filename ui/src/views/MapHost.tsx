// The map in the page: mounted once, told what to show by the place one is at, outside React.

import { useEffect, useMemo, useRef, useState } from 'react';
import { bridge } from '../bridge/open';
import type { Bounds } from '../bridge/wire/Bounds';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { GridCard } from '../bridge/wire/GridCard';
import type { IncidentRing } from '../bridge/wire/IncidentRing';
import type { PlaceLine } from '../bridge/wire/PlaceLine';
import type { Sketch } from '../bridge/wire/Sketch';
import { amendingNow, chooseSpot, isPlaced, onAmending } from '../desk/amending';
import { sketchesOf } from '../desk/attaching';
import { askWhy, planOf, useBasemaps, useUnder } from '../desk/basemaps';
import { onBoard, shownBoard } from '../desk/boards';
import { addDrawn, draftingNow, onDrafting } from '../desk/drafting';
import { isEditing, pick, useEditing } from '../desk/editing';
import { fillLevel, fills } from '../desk/fill';
import { openIncident } from '../desk/incidents';
import { onOrderIssued } from '../desk/live';
import { paceAfter, SOONEST, timeDrawing } from '../desk/pace';
import { onPainting, paintingNow } from '../desk/painting';
import { type Place, place, select, selectGrid, usePlaceOf } from '../desk/place';
import { answers, gridQuestion } from '../desk/questions';
import { candidates, onRegistering, registerAt, registeringSpot } from '../desk/registering';
import { isElsewhere } from '../desk/shown';
import { drillInto } from '../desk/travel';
import { t } from '../i18n/words';
import { type Atlas, type Camera, openAtlas } from '../map/atlas';
import type { FoundShape } from '../map/found';
import type { Ramp } from '../map/measure';
import type { FoundGrid, FoundPlace } from '../map/pointer';
import { drawingNow, noteFrames, onDrawing } from '../shared/drawing';
import { onTheme, theme } from '../shared/dress';
import { Basemaps } from './Basemaps';
import { EditingLayer } from './EditingLayer';
import { shapeOf, tilesOf, useGround } from './ground';
import type { Heat } from './HeatLegend';
import { HoverCard } from './HoverCard';
import { Legend } from './Legend';
import { LevelSwitch } from './LevelSwitch';
import styles from './map.module.css';
import { ReadOut } from './ReadOut';
import { ShownBanner } from './ShownBanner';
import { StandIn } from './StandIn';
import { Swipe } from './Swipe';

type Props = {
  district: DistrictCard;
  places: PlaceLine[];
  /** More than that where there are too many to be drawn. */
  placesInAll: number;
  grid: GridCard | undefined;
  /** Open incidents; null: they are not shown. */
  incidents: readonly IncidentRing[] | null;
  /** Where incidents heap up; null: nobody may see it here. */
  heat: Heat | null;
  found: FoundShape | null;
  /** Whether places may be added by hand. */
  mayAdd: boolean;
  /** Whether basemaps may be asked for, and changed. */
  basemaps: { mayAsk: boolean; mayChange: boolean };
};
export type Hovered = { grid: FoundGrid | null; place: FoundPlace | null };

/** Silence shows with time, not only with news. */
const REPAINT = 5000;
/** How long the pointer rests on a grid before it is asked for, in milliseconds. */
const REST = 70;
/** When the map follows what a panel shows, in milliseconds: the panel's frame comes first. */
const AFTER_PANEL = 60;

export function MapHost({ district, places, placesInAll, grid, incidents, heat, found, mayAdd, basemaps }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const atlas = useRef<Atlas | null>(null);
  const [opened, setOpened] = useState<Atlas | null>(null);
  const pointed = useRef<HTMLElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const [camera, setCamera] = useState<Camera | null>(null);
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const [ramp, setRamp] = useState<Ramp>(null);
  const [drawing, setDrawing] = useState<number | null>(null);
  const [lost, setLost] = useState(false);
  const { level, selected, view, shown, hidden } = usePlaceOf('level', 'selected', 'view', 'shown', 'hidden');
  const list = useBasemaps(basemaps.mayAsk).data;
  const { choice, opacity } = useUnder();
  const plan = useMemo(() => planOf(list, choice, opacity, bridge.tiles), [list, choice, opacity]);
  const under = useRef(plan);
  under.current = plan;
  const [divider, setDivider] = useState(0.5);
  const scheme = useEditing((state) => state.scheme);
  const ground = useGround(district, shown?.scheme ?? null);
  const { levels } = ground;
  const shape = shapeOf(ground);
  const first = useRef(ground);
  first.current = ground;
  const followed = useRef<((drawn: number) => void) | null>(null);
  const held = useRef<((at: { x: number; y: number }) => boolean) | null>(null);
  const dividerNow = useRef(0);
  dividerNow.current = shown?.beside ? divider : 0;
  const centre = district.bounds;
  const from = useRef<[number, number]>([0, 0]);
  if (centre) from.current = centreOf(centre);
  const standIn = drawing === null || drawing === level ? null : drawing;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is opened once for a shape and told the rest
  useEffect(() => {
    if (!box.current) return;
    let hoveredKey = '';
    let resting: ReturnType<typeof setTimeout> | undefined;
    const mine = openAtlas(
      box.current,
      first.current,
      { theme: theme(), profile: drawingNow().profile, underlay: under.current },
      {
        moved: setCamera,
        frames: noteFrames,
        busy: (isBusy) => {
          document.documentElement.dataset.map = isBusy ? 'busy' : 'idle';
        },
        ramp: setRamp,
        drawing: (drawn) => {
          setDrawing(drawn);
          followed.current?.(drawn);
        },
        lost: (back) => setLost(!back),
        lacking: askWhy,
        pointed: (at) => {
          if (pointed.current)
            pointed.current.textContent = at ? `${at.longitude.toFixed(4)}, ${at.latitude.toFixed(4)}` : '';
        },
        hovered: (found, foundPlace, at) => {
          card.current?.style.setProperty('--x', `${at.x + 16}px`);
          card.current?.style.setProperty('--y', `${at.y + 16}px`);
          const key = foundPlace ? foundPlace.id : (found?.path ?? '');
          if (key === hoveredKey) return;
          hoveredKey = key;
          clearTimeout(resting);
          // Who rests on a grid will click it: the answer is here by then.
          if (found && !foundPlace && !isElsewhere())
            resting = setTimeout(() => void answers.prefetchQuery(gridQuestion(found.path)), REST);
          setHovered(key === '' ? null : { grid: found, place: foundPlace });
        },
        pickedGrid: (found) => {
          pickGrid(found.path);
          // The panel answers in some milliseconds; a frame of the map takes ten times that without a GPU.
          setTimeout(() => {
            const { selected } = place.get();
            const { level, path } = found;
            if (selected?.noun === 'grid' && selected.path === path) mine.selectGrid({ level, path, centre: null });
          }, AFTER_PANEL);
        },
        pickedIncident: openIncident,
        pickedPlace: (found) => select({ noun: found.noun, id: found.id }),
        drilled: (found) => {
          if (!isElsewhere()) void drillInto(found.path);
        },
        picked: (spot) => {
          chooseSpot(spot);
          registerAt(spot);
        },
        drawn: addDrawn,
        looksThrough: isEditing,
        isBlind: (at) => at.x < dividerNow.current * (box.current?.clientWidth ?? 0) || (held.current?.(at) ?? false),
      },
    );
    atlas.current = mine;
    setOpened(mine);
    const { stop, drew } = follow(mine, () => from.current);
    followed.current = drew;
    let picking = 'null';
    const point = (): void => {
      const amending = amendingNow();
      const wish = amending && isPlaced(amending.of) ? { at: amending.spot } : registeringSpot();
      // The place changes with every click: the cursor of another tool stays.
      if (JSON.stringify(wish) === picking) return;
      picking = JSON.stringify(wish);
      mine.pick(wish);
    };
    let offered = '[]';
    const offer = (): void => {
      const marks = candidates();
      if (JSON.stringify(marks) === offered) return;
      offered = JSON.stringify(marks);
      mine.candidates(marks);
    };
    point();
    offer();
    const unpoints = [
      onAmending(point),
      onRegistering(point),
      place.subscribe(point),
      onRegistering(offer),
      place.subscribe(offer),
    ];
    const lay = (): void => {
      const { drawn, sketches, tool } = draftingNow();
      mine.chosen(drawn, [...sketches, ...shownSketches()]);
      mine.drawWith(tool);
    };
    lay();
    const unlays = [onDrafting(lay), place.subscribe(lay), onBoard(lay)];
    const undress = onTheme(() => mine.wear(theme()));
    const undraw = onDrawing(() => mine.draw(drawingNow().profile));
    return () => {
      stop();
      for (const unpoint of unpoints) unpoint();
      for (const unlay of unlays) unlay();
      undress();
      undraw();
      mine.close();
      followed.current = null;
      setDrawing(null);
      atlas.current = null;
      setOpened(null);
    };
  }, [shape]);

  const tiles = tilesOf(ground);
  const known = useRef(tiles);
  useEffect(() => {
    if (known.current === tiles) return;
    known.current = tiles;
    atlas.current?.renew(first.current);
  }, [tiles]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new map must be told, too
  useEffect(() => atlas.current?.underlay(plan), [plan, shape]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new map must be told, too
  useEffect(() => atlas.current?.places(places.filter(({ noun }) => !hidden.includes(noun))), [places, hidden, shape]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new map must be told, too
  useEffect(() => atlas.current?.found(found), [found, shape]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new map must be told, too
  useEffect(() => atlas.current?.incidents(incidents), [incidents, shape]);
  const heaped = heat?.told?.cells ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new map must be told, too
  useEffect(() => atlas.current?.heat(heaped), [heaped, shape]);
  // What is chosen is chosen in what is in force.
  const path = selected?.noun === 'grid' && shown === null ? selected.path : null;
  // The whole district is no choice, so nothing is outlined.
  const whole = district.tops.length === 1 ? district.tops[0]?.path : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new map must be told, too
  useEffect(() => {
    if (path === null || path === whole) atlas.current?.selectGrid(null);
    else if (grid?.grid.path === path)
      atlas.current?.selectGrid({ level: grid.grid.level, path, centre: grid.bounds && centreOf(grid.bounds) });
  }, [path, grid, shape, whole]);

  return (
    <div className={styles.host}>
      <div ref={box} className={styles.map} data-testid="map" />
      {/* The five maps are such a switch themselves. */}
      {view !== 'fivemaps' && <LevelSwitch levels={district.levels} shown={level} />}
      {standIn !== null && (
        <StandIn ground={ground} names={district.levels} level={level} drawn={standIn} zoom={camera?.zoom ?? 0} />
      )}
      {levels.length > 0 && (
        <Legend
          ramp={ramp}
          levels={district.levels}
          standIn={standIn !== null && shown === null ? { level, drawn: standIn } : null}
          places={places}
          placesInAll={placesInAll}
          mayAdd={mayAdd}
          heat={heat}
        />
      )}
      {levels.length > 0 && <ReadOut camera={camera} pointed={pointed} />}
      {list && <Basemaps list={list} mayChange={basemaps.mayChange} />}
      <HoverCard card={card} hovered={hovered} levels={district.levels} />
      {shown?.beside && (
        <Swipe
          district={district}
          places={places}
          shown={shown}
          beside={shown.beside}
          camera={camera}
          under={plan}
          at={divider}
          onMove={setDivider}
        />
      )}
      <ShownBanner />
      {opened && scheme !== null && <EditingLayer atlas={opened} hold={held} />}
      {lost && <div className={styles.trouble}>{t('map.lost')}</div>}
    </div>
  );
}

/** A click on a grid of the order that is shown leads to its row, while findings are shown to its finding; any
 * other, to its panel. */
function pickGrid(path: string): void {
  // A grid of a draft may not be there yet; what is in force has no panel for it.
  if (isEditing()) pick(path);
  if (isElsewhere()) return;
  if (place.get().tab === 'findings') place.set({ selected: { noun: 'grid', path } });
  else if (place.get().tab === 'order' && shownBoard()?.grids.has(path))
    place.set({ selected: { noun: 'grid', path } });
  else selectGrid(path);
}

function centreOf({ west, south, east, north }: Bounds): [number, number] {
  return [(west + east) / 2, (south + north) / 2];
}

/** What the order that is open shows on the map. */
function shownSketches(): Sketch[] {
  const board = shownBoard();
  if (!board || place.get().tab !== 'order' || place.get().order !== board.card.order.id) return [];
  return sketchesOf(board.card.order.attachments ?? []);
}

/** Tells the map what the place one is at says, now and on every change; `drew` hears which level it draws. */
function follow(atlas: Atlas, from: () => [number, number]): { stop: () => void; drew: (level: number) => void } {
  let before: Place | null = null;
  let issued = '';
  let drawn: number | null = null;

  let painted = 0;
  let pace = SOONEST;
  const paint = (): void => {
    painted = performance.now();
    const { order, view } = place.get();
    const level = Math.min(place.get().level, drawn ?? Number.POSITIVE_INFINITY);
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
    waiting = setTimeout(
      () => {
        waiting = undefined;
        paint();
        timeDrawing((took) => {
          pace = paceAfter(took);
        });
      },
      Math.max(AFTER_PANEL, painted + pace - performance.now()),
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
  return {
    stop: () => {
      clearInterval(timer);
      clearTimeout(waiting);
      for (const stop of stops) stop();
    },
    drew: (level) => {
      drawn = level;
      paint();
    },
  };
}
