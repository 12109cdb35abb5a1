// The map as the rest of the page knows it: a handle that is told what to show. It never unmounts, and nothing
// here passes through React.

import 'maplibre-gl/dist/maplibre-gl.css';
import {
  type EaseToOptions,
  GeoJSONSource,
  type LngLatBoundsLike,
  Map as MapLibreMap,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Bounds } from '../bridge/wire/Bounds';
import type { HeatCell } from '../bridge/wire/HeatCell';
import type { IncidentRing } from '../bridge/wire/IncidentRing';
import type { PlaceLine } from '../bridge/wire/PlaceLine';
import type { Sketch } from '../bridge/wire/Sketch';
import type { Drawn, Stroke, Tool } from '../desk/drafting';
import type { Fill } from '../desk/fill';
import type { Painting } from '../desk/painting';
import type { Profile } from '../shared/drawing';
import { durations, type ThemeName, themes, wantsStillness } from '../shared/tokens';
import { type Candidate, candidatesOn } from './candidates';
import { CHOSEN, chosenFeatures, drawerOn } from './chosen';
import { borderedLevels, drawnFor, fittingLevels } from './fitting';
import { FOUND, type FoundShape, foundFeatures } from './found';
import { followFrames } from './frames';
import { layerOf, namesBetween, sourceOf, stepColour } from './grids';
import type { Ground } from './ground-plan';
import { HEAT, heatFeatures } from './heat';
import { INCIDENT_LAYERS, INCIDENTS, incidentFeatures } from './incidents';
import { CACHED, drawn, pixelRatio, redraw } from './light';
import { marksOn } from './marks';
import { type Levels, type MeasureName, paintMeasure, type Ramp } from './measure';
import { openPencil, type Pencil, type PencilListener } from './pencil/pencil';
import { type Picked, pickerOn } from './pick';
import { placeFeatures } from './places';
import { followPointer, type PointerListener } from './pointer';
import { type Hop, pulse, type Spot } from './pulse';
import { relay } from './relay';
import { renewTiles } from './renewal';
import { SPOT, spotFeatures } from './spot';
import { groundsOf, styleOf } from './style';
import { drawHatch, drawSymbols } from './symbols';
import { UNDER } from './underlay';
import type { UnderlayPlan } from './underlay-plan';

setWorkerUrl(workerUrl);

/** Where the camera is: the scale's denominator on a screen of 96 dpi, and how many metres a pixel spans. */
export type Camera = { centre: [number, number]; zoom: number; denominator: number; metresPerPixel: number };

export type AtlasListener = PointerListener & {
  moved(camera: Camera): void;
  busy(isBusy: boolean): void;
  ramp(ramp: Ramp): void;
  /** The level that is drawn in place of the chosen one, while that one's grids are too small; the chosen one else. */
  drawing(level: number): void;
  /** The milliseconds between some frames of the moving map. */
  frames(gaps: number[]): void;
  /** A point was chosen on the map. */
  picked(at: Picked): void;
  /** A stroke with the tool in hand is finished. */
  drawn(piece: Stroke): void;
  /** The graphics context went; `back` when it has come again. */
  lost(back: boolean): void;
  /** A tile of the basemap did not come. */
  lacking(): void;
};

export type Atlas = {
  renew(ground: Ground): void;
  showLevel(level: number): void;
  measure(measure: MeasureName): void;
  /** Shows the classes of a level's grids, and the frame that they stand in; null: no longer. */
  shade(painting: Painting | null): void;
  /** Fills a level as an order is answered; null: no order is shown. */
  fill(level: number, fills: ReadonlyMap<string, Fill> | null): void;
  /** `centre` is marked while the grid itself is too small to be drawn. */
  selectGrid(at: { level: number; path: string; centre: [number, number] | null } | null): void;
  selectPlace(key: string | null): void;
  /** Lets a point be chosen, with a pin where one is; null: no longer. */
  pick(wish: { at: Picked | null } | null): void;
  /** Shows what an address may mean as numbered marks. */
  candidates(candidates: readonly Candidate[]): void;
  places(places: PlaceLine[]): void;
  /** Shows open incidents as rings; null: they are not shown. */
  incidents(lines: readonly IncidentRing[] | null): void;
  /** Shows where incidents heap up; null: it is not shown. */
  heat(cells: readonly HeatCell[] | null): void;
  /** Draws what the check found; null: nothing is shown. */
  found(found: FoundShape | null): void;
  /** Shows the ground that was drawn for an order, and what it shows to whoever gets it. */
  chosen(pieces: readonly Drawn[], sketches: readonly Sketch[]): void;
  /** Takes a tool in hand that draws such ground; null: none. */
  drawWith(tool: Tool | null): void;
  fly(bounds: Bounds, how?: { calm?: boolean; closest?: number }): void;
  zoomBy(steps: number): void;
  /** Stands where another map stands. */
  stand(camera: Camera): void;
  /** One pulse from `from` to the grids of `level`. */
  pulse(from: Spot, level: number, paths: Iterable<string>): void;
  /** Puts a pencil on the map. */
  pencil(listener: PencilListener): Pencil;
  /** Lays something else under the grids, or the same in another strength. */
  underlay(plan: UnderlayPlan): void;
  /** Puts another theme on: the same map in other colours. */
  wear(theme: ThemeName): void;
  /** Draws more, or less. */
  draw(profile: Profile): void;
  close(): void;
};

const RATIO = 3;
const HATCH_RATIO = 2;
const BLANK_GAP = 6;
const MOST_PULSES = 160;
const METRES_PER_DOT = 0.0254 / 96;
const EQUATOR = 40_075_016.686;

export type Look = { theme: ThemeName; profile: Profile; underlay: UnderlayPlan };

export function openAtlas(container: HTMLElement, ground: Ground, look: Look, listener: AtlasListener): Atlas {
  let { theme, profile, underlay } = look;
  let tokens = themes[theme];
  const styled = (): StyleSpecification => {
    const style = styleOf(ground, theme, underlay);
    return { ...style, layers: drawn(style.layers, profile) };
  };
  const map = new MapLibreMap({
    container,
    style: styled(),
    ...(ground.bounds && { bounds: box(ground.bounds), fitBoundsOptions: { padding: 36 } }),
    minZoom: 3,
    maxZoom: 19,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    doubleClickZoom: false,
    renderWorldCopies: false,
    // A name that is there is there: nothing fades, nothing flickers.
    fadeDuration: 0,
    maxTileCacheSize: CACHED[profile],
    pixelRatio: pixelRatio(profile),
  });
  map.keyboard.disableRotation();
  map.touchZoomRotate.disableRotation();

  const setPaint = map.setPaintProperty.bind(map) as (layer: string, name: string, value: unknown) => void;
  const marks = marksOn(map);
  let shown = 1;
  let fitting = fittingLevels(map.getZoom(), ground);
  let bordered = borderedLevels(map.getZoom(), ground);
  let drawnLevel = 1;
  let ordered = 0;
  let measure: MeasureName = 'none';
  let painting: Painting | null = null;
  let selectedPlace: string | null = null;
  let known: PlaceLine[] = [];
  let selected: { level: number; centre: [number, number] | null } | null = null;
  let opened = false;
  let later: (() => void)[] = [];
  const whenOpen = (then: () => void): void => {
    if (opened) then();
    else later.push(then);
  };

  /** MapLibre says that it moves one frame after it was asked to; the map is busy from the asking. */
  const ease = (camera: EaseToOptions): void => {
    listener.busy(true);
    map.easeTo({ ...camera, duration: wantsStillness() ? 0 : durations.fly });
  };

  /** What lies in a grid is told by the tiles of what is in force alone. */
  const levels = (): Levels => ({
    drawn: drawnLevel,
    shown: ground.division ? drawnLevel : shown,
  });

  const paint = (): void => {
    if (painting) {
      const layer = layerOf.measure(drawnFor(painting.level, fitting));
      if (map.getLayer(layer)) {
        setPaint(layer, 'fill-color', stepColour(painting.colours.map((name) => tokens[name])));
      }
    } else if (measure !== 'none') listener.ramp(paintMeasure(map, levels(), measure, tokens));
  };

  /** Gives layers the colours and strengths of now. */
  const repaint = (isMeant: (layer: string) => boolean): void => {
    for (const { id, paint = {} } of styleOf(ground, theme, underlay).layers) {
      if (!isMeant(id) || !map.getLayer(id)) continue;
      for (const [name, value] of Object.entries(paint)) setPaint(id, name, value);
    }
  };

  const watch = (isBusy: boolean) => () => listener.busy(isBusy);
  for (const event of ['dataloading', 'movestart', 'zoomstart'] as const) map.on(event, watch(true));
  map.on('idle', () => {
    if (!painting) paint();
    listener.busy(!opened);
  });
  const moved = (): void => listener.moved(cameraOf(map));
  map.on('move', moved);
  map.on('zoom', () => {
    if (!opened) return;
    const zoom = map.getZoom();
    const before = `${fitting} ${bordered}`;
    if (`${fittingLevels(zoom, ground)} ${borderedLevels(zoom, ground)}` !== before) refit();
  });
  map.on('resize', moved);
  map.on('error', (event) => {
    if ('sourceId' in event && String(event.sourceId).startsWith(UNDER)) listener.lacking();
    // biome-ignore lint/suspicious/noConsole: what MapLibre does with errors where nobody listens
    else console.error(event.error);
  });
  map.on('webglcontextlost', () => listener.lost(false));
  map.on('webglcontextrestored', () => {
    listener.lost(true);
    // The sources are made anew, without what was marked on them.
    map.once('idle', marks.again);
  });
  followFrames(map, listener.frames);
  const candidates = candidatesOn(map);
  const picker = pickerOn(map, listener.picked);
  let chosen: readonly Drawn[] = [];
  let sketches: readonly Sketch[] = [];
  const showChosen = (inHand: Stroke | null): void => {
    const source = map.getSource(CHOSEN);
    if (source instanceof GeoJSONSource) {
      source.setData(chosenFeatures(inHand ? [...chosen, inHand] : chosen, sketches));
    }
  };
  const drawer = drawerOn(map, { shown: showChosen, drawn: listener.drawn });
  followPointer(map, levels, () => picker.isPicking() || drawer.isDrawing(), {
    ...listener,
    hovered: (grid, place, at) => {
      marks.only('hover', grid && !place ? { level: grid.level, path: grid.path } : null);
      listener.hovered(grid, place, at);
    },
  });

  const show = (layer: string, visible: boolean): void => {
    if (!map.getLayer(layer)) return;
    const wanted = visible ? 'visible' : 'none';
    if (map.getLayoutProperty(layer, 'visibility') !== wanted) map.setLayoutProperty(layer, 'visibility', wanted);
  };
  const showBetween = (layer: string, [from, to]: [number, number]): void => {
    const known = map.getLayer(layer);
    if (known && (known.minzoom !== from || known.maxzoom !== to)) map.setLayerZoomRange(layer, from, to);
  };
  const arrange = (): void => {
    const measured = painting ? drawnFor(painting.level, fitting) : drawnLevel;
    for (const level of ground.levels) {
      const isDrawn = level === drawnFor(level, fitting);
      show(layerOf.hit(level), level === drawnLevel);
      show(layerOf.border(level), level <= drawnLevel && bordered.includes(level));
      const isMeasured = level === measured && (painting !== null || (measure !== 'none' && ordered === 0));
      show(layerOf.measure(level), isMeasured);
      show(layerOf.blank(level), painting !== null && isMeasured);
      for (const layer of [layerOf.fill(level), layerOf.hatch(level), layerOf.alert(level)])
        show(layer, isDrawn && level === ordered);
      show(layerOf.select(level), isDrawn && (level === selected?.level || level === painting?.frame?.level));
      const names = namesBetween(level, shown, ground);
      show(layerOf.label(level), names !== null);
      if (names) showBetween(layerOf.label(level), names);
    }
  };
  const markSteps = (): void => {
    if (!painting) marks.steps(0, new Map());
    else if (painting.level === drawnFor(painting.level, fitting)) marks.steps(painting.level, painting.steps);
    else marks.steps(drawnFor(painting.level, fitting), painting.above);
  };
  let ring: [number, number] | null = null;
  /** A grid that is too small to be drawn has a ring where it lies. */
  const markSelected = (): void => {
    const isLost = selected !== null && selected.level !== drawnFor(selected.level, fitting);
    const next = isLost ? (selected?.centre ?? null) : null;
    if (next === ring || (next && ring && sameInside(next, ring))) return;
    ring = next;
    const source = map.getSource(SPOT);
    if (source instanceof GeoJSONSource) source.setData(spotFeatures(ring));
  };
  /** Draws the levels that fit now. */
  const refit = (): void => {
    fitting = fittingLevels(map.getZoom(), ground);
    bordered = borderedLevels(map.getZoom(), ground);
    const before = drawnLevel;
    drawnLevel = drawnFor(shown, fitting);
    if (before !== drawnLevel) marks.only('hover', null);
    if (painting) markSteps();
    markSelected();
    arrange();
    paint();
    if (before !== drawnLevel) listener.drawing(drawnLevel);
  };
  const setPlaces = (): void => {
    const source = map.getSource('places');
    if (source instanceof GeoJSONSource) source.setData(placeFeatures(known));
    if (selectedPlace) map.setFeatureState({ source: 'places', id: selectedPlace }, { selected: true });
  };

  map.once('load', () => {
    // Further out there is nothing to see.
    if (ground.bounds) map.setMinZoom(map.getZoom() - 2);
    void drawSymbols(theme, RATIO).then((symbols) => {
      for (const [name, image] of symbols) map.addImage(name, image, { pixelRatio: RATIO });
      map.addImage('hatch', drawHatch(tokens.waiting, HATCH_RATIO), { pixelRatio: HATCH_RATIO });
      map.addImage('blank', drawHatch(tokens.mapBlank, HATCH_RATIO, BLANK_GAP), { pixelRatio: HATCH_RATIO });
      opened = true;
      for (const then of later) then();
      later = [];
      refit();
      setPlaces();
      moved();
    });
  });

  return {
    renew: (next) => {
      ground = next;
      whenOpen(() => {
        renewTiles(map, next);
        marks.again();
        refit();
      });
    },
    showLevel: (level) => {
      shown = level;
      marks.only('hover', null);
      listener.hovered(null, null, { x: 0, y: 0 });
      whenOpen(refit);
    },
    measure: (next) => {
      measure = next;
      whenOpen(() => {
        arrange();
        listener.ramp(paintMeasure(map, levels(), measure, tokens));
      });
    },
    shade: (next) => {
      whenOpen(() => {
        if (!next && !painting) return;
        painting = next;
        markSteps();
        marks.only('frame', next?.frame ?? null);
        arrange();
        paint();
      });
    },
    fill: (level, fills) => {
      whenOpen(() => {
        const before = ordered;
        ordered = fills ? level : 0;
        marks.fill(fills ? level : before, fills ?? new Map());
        if (before !== ordered) arrange();
      });
    },
    selectGrid: (at) => {
      whenOpen(() => {
        marks.only('selected', at);
        selected = at;
        markSelected();
        arrange();
      });
    },
    selectPlace: (key) => {
      whenOpen(() => {
        if (selectedPlace) map.setFeatureState({ source: 'places', id: selectedPlace }, { selected: false });
        selectedPlace = key;
        if (key) map.setFeatureState({ source: 'places', id: key }, { selected: true });
      });
    },
    candidates,
    pick: (wish) => picker.pick(wish && { ...wish, colour: tokens.accent }),
    places: (places) => {
      known = places;
      whenOpen(setPlaces);
    },
    incidents: (lines) => {
      whenOpen(() => {
        for (const layer of INCIDENT_LAYERS) show(layer, lines !== null);
        const source = map.getSource(INCIDENTS);
        if (lines && source instanceof GeoJSONSource) source.setData(incidentFeatures(lines, Date.now()));
      });
    },
    heat: (cells) => {
      whenOpen(() => {
        show(HEAT, cells !== null);
        const source = map.getSource(HEAT);
        if (cells && source instanceof GeoJSONSource) source.setData(heatFeatures(cells));
      });
    },
    found: (found) => {
      whenOpen(() => {
        const source = map.getSource(FOUND);
        if (source instanceof GeoJSONSource) source.setData(foundFeatures(found));
      });
    },
    chosen: (pieces, shown) => {
      // Said anew with each piece of news about an order; setting a source draws the whole map.
      if (sameInside(chosen, pieces) && sameInside(sketches, shown)) return;
      chosen = pieces;
      sketches = shown;
      whenOpen(() => showChosen(null));
    },
    drawWith: (tool) => drawer.take(tool),
    fly: (bounds, { calm = false, closest = 17.5 } = {}) => {
      // A dock may have opened in the same moment: the wish is for the map as it is now.
      map.resize();
      const camera = map.cameraForBounds(box(bounds), { padding: 48, maxZoom: closest });
      if (!camera) return;
      if (calm || wantsStillness()) map.jumpTo(camera);
      else ease(camera);
    },
    zoomBy: (steps) => ease({ zoom: map.getZoom() + steps }),
    stand: ({ centre, zoom }) => map.jumpTo({ center: centre, zoom }),
    pulse: (from, level, paths) => {
      if (wantsStillness()) return;
      const wanted = new Set(paths);
      const hops = new Map<string, Hop>();
      if (map.getSource(sourceOf(level))) {
        for (const { properties, geometry } of map.querySourceFeatures(sourceOf(level), { sourceLayer: 'label' })) {
          const path = String(properties.path);
          if (geometry.type !== 'Point' || !wanted.has(path) || hops.size >= MOST_PULSES) continue;
          hops.set(path, { from, to: [geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0] });
        }
      }
      if (hops.size > 0) pulse(map, [[...hops.values()]]);
    },
    pencil: (listener) => openPencil(map, () => tokens, listener),
    underlay: (next) => {
      const before = underlay;
      underlay = next;
      whenOpen(() => {
        if (before.id !== next.id) relay(map, styled(), groundsOf(tokens));
        else if (before.opacity !== next.opacity) repaint((id) => id.startsWith(UNDER));
      });
    },
    wear: (next) => {
      theme = next;
      tokens = themes[next];
      whenOpen(() => {
        repaint(() => true);
        map.updateImage('hatch', drawHatch(tokens.waiting, HATCH_RATIO));
        map.updateImage('blank', drawHatch(tokens.mapBlank, HATCH_RATIO, BLANK_GAP));
        void drawSymbols(theme, RATIO).then((symbols) => {
          if (theme === next) for (const [name, image] of symbols) map.updateImage(name, image);
        });
        paint();
      });
    },
    draw: (next) => {
      if (next === profile) return;
      profile = next;
      whenOpen(() => redraw(map, styleOf(ground, theme, underlay).layers, profile));
    },
    close: () => map.remove(),
  };
}

function sameInside(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((piece, at) => piece === other[at]);
}

function cameraOf(map: MapLibreMap): Camera {
  const zoom = map.getZoom();
  const metresPerPixel = (Math.cos((map.getCenter().lat * Math.PI) / 180) * EQUATOR) / (512 * 2 ** zoom);
  const { lng, lat } = map.getCenter();
  return { centre: [lng, lat], zoom, metresPerPixel, denominator: metresPerPixel / METRES_PER_DOT };
}

function box({ west, south, east, north }: Bounds): LngLatBoundsLike {
  return [
    [west, south],
    [east, north],
  ];
}
