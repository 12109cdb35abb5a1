// Two divisions on one map: what was lies left of a divider, what would be right of it.

import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { PlaceLine } from '../bridge/wire/PlaceLine';
import type { SchemeCard } from '../bridge/wire/SchemeCard';
import { COLOUR_OF, changesOf, paintingOfWays, tallied } from '../desk/changes';
import { showPainting } from '../desk/painting';
import { usePlaceOf } from '../desk/place';
import { useCompare, useSchemes } from '../desk/questions';
import { layBeside, type Shown, useSchemeCard } from '../desk/shown';
import { t } from '../i18n/words';
import { type Atlas, type Camera, openAtlas } from '../map/atlas';
import type { UnderlayPlan } from '../map/underlay-plan';
import { drawingNow, onDrawing } from '../shared/drawing';
import { onTheme, theme } from '../shared/dress';
import { day, figure } from '../shared/format';
import { Picker } from '../shared/Picker';
import { shapeOf, tilesOf, useGround } from './ground';
import styles from './shown.module.css';

type Props = {
  district: DistrictCard;
  places: PlaceLine[];
  shown: Shown;
  beside: { scheme: string | null };
  camera: Camera | null;
  /** What lies under the grids of both. */
  under: UnderlayPlan;
  /** Where the divider stands, from 0 in the west to 1. */
  at: number;
  onMove: (at: number) => void;
};

const STEP = 0.02;
const LEAP = 0.1;

export function Swipe({ district, places, shown, beside, camera, under, at, onMove }: Props) {
  const { level } = usePlaceOf('level');
  const before = beside.scheme ?? district.scheme?.name ?? null;
  const compared = useCompare(beside.scheme, shown.scheme).data;
  const box = useEarlierMap({ district, places, scheme: beside.scheme, camera, under, level, shown: shown.scheme });
  const divider = useRef<HTMLDivElement>(null);
  useEffect(() => divider.current?.focus(), []);
  const changes = compared ? changesOf(compared, level) : null;
  const to = (share: number): void => onMove(Math.min(1, Math.max(0, share)));
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const whole = event.currentTarget.parentElement?.getBoundingClientRect();
    if (whole && event.currentTarget.hasPointerCapture(event.pointerId)) to((event.clientX - whole.left) / whole.width);
  };
  const press = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? LEAP : STEP;
    const goes: Record<string, number> = { ArrowLeft: at - step, ArrowRight: at + step, Home: 0, End: 1 };
    const next = goes[event.key];
    if (next === undefined) return;
    event.preventDefault();
    to(next);
  };
  return (
    <>
      <div
        className={styles.earlier}
        style={{ clipPath: `inset(0 ${(1 - at) * 100}% 0 0)` }}
        inert
        data-testid="swipe-earlier"
      >
        <div ref={box} />
      </div>
      <Side side="before" name={before} />
      <Side side="after" name={shown.scheme} />
      <div
        ref={divider}
        className={styles.divider}
        style={{ left: `${at * 100}%` }}
        role="separator"
        tabIndex={0}
        aria-label={t('shown.divider')}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(at * 100)}
        title={t('shown.dividerHow')}
        onKeyDown={press}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        data-testid="swipe-divider"
      >
        <i />
      </div>
      <section className={styles.key} aria-label={t('shown.legend')} data-testid="swipe-legend">
        <Choice shown={shown} beside={beside} />
        {changes &&
          tallied(changes).map(([way, count]) => (
            <span key={way} data-way={way}>
              <i className={styles.swatch} style={{ background: `var(--${COLOUR_OF[way]})` }} />
              {t(`scheme.compare.${way}`)}
              <b>{figure(count)}</b>
            </span>
          ))}
        {changes && tallied(changes).length === 0 && <em>{t('shown.noChange')}</em>}
      </section>
    </>
  );
}

/** Which scheme lies left of the divider. */
function Choice({ shown, beside }: Pick<Props, 'shown' | 'beside'>) {
  const cards = useSchemes(true).data?.schemes ?? [];
  const others = cards.filter(({ scheme }) => scheme.name !== shown.scheme);
  const value = beside.scheme ?? cards.find(({ scheme }) => scheme.state === 'published')?.scheme.name ?? '';
  return (
    <div className={styles.choice}>
      {t('shown.with')}
      <Picker
        aria-label={t('shown.with')}
        size="small"
        className={styles.with}
        value={value}
        options={others.map(({ scheme }) => ({
          value: scheme.name,
          label: t(`shown.option.${scheme.state}`, { name: scheme.name }),
        }))}
        onChange={(name) => {
          const card = cards.find(({ scheme }) => scheme.name === name);
          layBeside(card?.scheme.state === 'published' ? null : name);
        }}
        data-testid="swipe-with"
      />
    </div>
  );
}

function Side({ side, name }: { side: 'before' | 'after'; name: string | null }) {
  const card = useSchemeCard(name);
  return (
    <div className={styles.side} data-side={side} data-testid={`swipe-${side}`}>
      <b>{name}</b>
      {card && <span>{dateWords(card)}</span>}
    </div>
  );
}

function dateWords({ scheme, steps }: SchemeCard): string {
  const since = scheme.state === 'draft' || scheme.state === 'in_review' ? steps[0]?.at : scheme.valid_from;
  return t(`shown.since.${scheme.state}`, { day: day(since ?? scheme.valid_from) });
}

type Earlier = Pick<Props, 'district' | 'places' | 'camera' | 'under'> & {
  scheme: string | null;
  level: number;
  shown: string;
};

/** The map left of the divider: it follows the other one's camera, and nobody touches it. */
function useEarlierMap({ district, places, scheme, camera, level, shown, under }: Earlier) {
  const box = useRef<HTMLDivElement>(null);
  const [atlas, setAtlas] = useState<Atlas | null>(null);
  const ground = useGround(district, scheme);
  const shape = shapeOf(ground);
  const first = useRef(ground);
  first.current = ground;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map is opened once for a shape and told the rest
  useEffect(() => {
    if (!box.current) return;
    const look = { theme: theme(), profile: drawingNow().profile, underlay: under };
    const mine = openAtlas(box.current, first.current, look, DEAF);
    setAtlas(mine);
    const undress = onTheme(() => mine.wear(theme()));
    const undraw = onDrawing(() => mine.draw(drawingNow().profile));
    return () => {
      undress();
      undraw();
      mine.close();
      setAtlas(null);
    };
  }, [shape]);
  const tiles = tilesOf(ground);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other tiles are news
  useEffect(() => atlas?.renew(first.current), [atlas, tiles]);
  useLayoutEffect(() => {
    if (camera) atlas?.stand(camera);
  }, [atlas, camera]);
  useEffect(() => atlas?.showLevel(level), [atlas, level]);
  useEffect(() => atlas?.underlay(under), [atlas, under]);
  useEffect(() => atlas?.places(places), [atlas, places]);
  const compared = useCompare(scheme, shown).data;
  useEffect(() => {
    if (!compared) return;
    const changes = changesOf(compared, level);
    atlas?.shade(paintingOfWays(level, changes.before));
    showPainting(paintingOfWays(level, changes.after));
    return () => showPainting(null);
  }, [atlas, compared, level]);
  return box;
}

const DEAF = {
  moved: () => {},
  busy: () => {},
  ramp: () => {},
  drawing: () => {},
  frames: () => {},
  picked: () => {},
  drawn: () => {},
  lost: () => {},
  lacking: () => {},
  pointed: () => {},
  hovered: () => {},
  pickedGrid: () => {},
  pickedPlace: () => {},
  pickedIncident: () => {},
  drilled: () => {},
  isBlind: () => true,
  looksThrough: () => false,
};
