// The map as the rest of the page knows it: a handle that is told what to show. It never unmounts, and nothing
// here passes through React.

import type { FeatureCollection } from 'geojson';
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
import type { PlaceLine } from '../bridge/wire/PlaceLine';
import type { PlaceNoun } from '../bridge/wire/PlaceNoun';
import type { Sketch } from '../bridge/wire/Sketch';
import type { Drawn, Stroke, Tool } from '../desk/drafting';
import type { Fill } from '../desk/fill';
import type { Painting } from '../desk/painting';
import type { Profile } from '../shared/drawing';
import { durations, type ThemeName, themes, wantsStillness } from '../shared/tokens';
import { CHOSEN, chosenFeatures, drawerOn } from './chosen';
import { FOUND, type FoundShape, foundFeatures } from './found';
import { followFrames } from './frames';
import { layerOf, namesBetween, sourceOf, stepColour } from './grids';
import type { Ground } from './ground-plan';
import { CACHED, drawn, pixelRatio, redraw } from './light';
import { marksOn } from './marks';
import { type MeasureName, paintMeasure, type Ramp } from './measure';
import { openPencil, type Pencil, type PencilListener } from './pencil/pencil';
import { type Picked, pickerOn } from './pick';
import { followPointer, type PointerListener } from './pointer';
import { type Hop, pulse, type Spot } from './pulse';
import { relay } from './relay';
import { renewTiles } from './renewal';
import { groundsOf, styleOf } from './style';
import { drawHatch, drawSymbols, symbolOf } from './symbols';
import { UNDER } from './underlay';
import type { UnderlayPlan } from './underlay-plan';

setWorkerUrl(workerUrl);

/** Where the camera is: the scale's denominator on a screen of 96 dpi, and how many metres a pixel spans. */
export type Camera = { centre: [number, number]; zoom: number; denominator: number; metresPerPixel: number };

export type AtlasListener = PointerListener & {
  moved(camera: Camera): void;
  busy(isBusy: boolean): void;
  ramp(ramp: Ramp): void;
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
  selectGrid(at: { level: number; path: string } | null): void;
  selectPlace(key: string | null): void;
  /** Lets a point be chosen, with a pin where one is; null: no longer. */
  pick(wish: { at: Picked | null } | null): void;
  places(places: PlaceLine[]): void;
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

/** Which symbols are drawn first; those that come later lie above. */
const ORDERS: Record<PlaceNoun, number> = { asset: -1, unit: 0, venue: 1, checkpoint: 2 };
/** From which zoom a noun is shown. */
const SHOWN_FROM: Record<PlaceNoun, number> = { venue: 0, checkpoint: 0, unit: 12.6, asset: 12.6 };
const GATES_FROM = 12;
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
  let ordered = 0;
  let measure: MeasureName = 'none';
  let painting: Painting | null = null;
  let selectedPlace: string | null = null;
  let known: PlaceLine[] = [];
  let selectedLevel = 0;
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

  const paint = (): void => {
    if (painting) {
      const layer = layerOf.measure(painting.level);
      if (map.getLayer(layer)) {
        setPaint(layer, 'fill-color', stepColour(painting.colours.map((name) => tokens[name])));
      }
    } else if (measure !== 'none') listener.ramp(paintMeasure(map, shown, measure, tokens));
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
  followPointer(
    map,
    () => shown,
    () => picker.isPicking() || drawer.isDrawing(),
    {
      ...listener,
      hovered: (grid, place, at) => {
        marks.only('hover', grid && !place ? { level: grid.level, path: grid.path } : null);
        listener.hovered(grid, place, at);
      },
    },
  );

  const show = (layer: string, visible: boolean): void => {
    if (!map.getLayer(layer)) return;
    const wanted = visible ? 'visible' : 'none';
    if (map.getLayoutProperty(layer, 'visibility') !== wanted) map.setLayoutProperty(layer, 'visibility', wanted);
  };
  const arrange = (): void => {
    for (const level of ground.levels) {
      show(layerOf.hit(level), level === shown);
      show(layerOf.border(level), level <= shown);
      const isMeasured = painting ? level === painting.level : level === shown && measure !== 'none' && ordered === 0;
      show(layerOf.measure(level), isMeasured);
      show(layerOf.blank(level), painting !== null && isMeasured);
      for (const layer of [layerOf.fill(level), layerOf.hatch(level), layerOf.alert(level)])
        show(layer, level === ordered);
      show(layerOf.select(level), level === selectedLevel || level === painting?.frame?.level);
      const names = namesBetween(level, shown, ground);
      show(layerOf.label(level), names !== null);
      if (names && map.getLayer(layerOf.label(level))) map.setLayerZoomRange(layerOf.label(level), names[0], names[1]);
    }
  };
  const setPlaces = (): void => {
    const source = map.getSource('places');
    if (source instanceof GeoJSONSource) source.setData(collect(known));
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
      arrange();
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
      });
    },
    showLevel: (level) => {
      shown = level;
      marks.only('hover', null);
      listener.hovered(null, null, { x: 0, y: 0 });
      whenOpen(arrange);
    },
    measure: (next) => {
      measure = next;
      whenOpen(() => {
        arrange();
        listener.ramp(paintMeasure(map, shown, measure, tokens));
      });
    },
    shade: (next) => {
      whenOpen(() => {
        if (!next && !painting) return;
        painting = next;
        marks.steps(next?.level ?? 0, next?.steps ?? new Map());
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
        if (selectedLevel === (at?.level ?? 0)) return;
        selectedLevel = at?.level ?? 0;
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
    pick: (wish) => picker.pick(wish && { ...wish, colour: tokens.accent }),
    places: (places) => {
      known = places;
      whenOpen(setPlaces);
    },
    found: (found) => {
      whenOpen(() => {
        const source = map.getSource(FOUND);
        if (source instanceof GeoJSONSource) source.setData(foundFeatures(found));
      });
    },
    chosen: (pieces, shown) => {
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

function collect(places: PlaceLine[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: places.map(({ noun, id, name, kind, state, longitude, latitude }) => ({
      type: 'Feature',
      properties: {
        key: `${noun}:${id}`,
        noun,
        id,
        name,
        kind,
        symbol: symbolOf(noun, kind, state),
        order: ORDERS[noun],
        from: symbolOf(noun, kind, state) === 'gate' ? GATES_FROM : SHOWN_FROM[noun],
      },
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    })),
  };
}
