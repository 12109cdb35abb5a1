// What the colours and shapes on the map mean.

import { Tooltip } from 'antd';
import { useState } from 'react';
import { MEASURES } from '../actions/measure';
import { actionOf, run } from '../actions/registry';
import type { LevelCount } from '../bridge/wire/LevelCount';
import type { PlaceLine } from '../bridge/wire/PlaceLine';
import { useBoard } from '../desk/boards';
import { SILENT_BELOW } from '../desk/fill';
import { PLACE_NOUNS, place, usePlaceOf } from '../desk/place';
import { t } from '../i18n/words';
import type { Ramp } from '../map/measure';
import { symbolAddress, symbolOf } from '../map/symbols';
import { useTheme } from '../shared/dress';
import { figure } from '../shared/format';
import { Icon } from '../shared/icons';
import { type Heat, HeatLegend } from './HeatLegend';
import { levelName } from './levels';
import styles from './map.module.css';

const RAMP = ['var(--mapRamp1)', 'var(--mapRamp2)', 'var(--mapRamp3)', 'var(--mapRamp4)', 'var(--mapRamp5)'];
const FILL_STEPS = [0.24, 0.4, 0.55, 0.7, 0.86];
const HEAD_COLOURS = ['var(--overdue)', 'var(--mapRamp2)', 'var(--mapRamp4)', 'var(--mapRamp5)'];
const percent = Math.round(SILENT_BELOW * 100);

type Props = {
  ramp: Ramp;
  levels: LevelCount[];
  /** The chosen level, and the one above whose grids are drawn with what lies in them; null: none stands in. */
  standIn: { level: number; drawn: number } | null;
  places: PlaceLine[];
  placesInAll: number;
  mayAdd: boolean;
  heat: Heat | null;
};

export function Legend({ ramp, levels, standIn, places, placesInAll, mayAdd, heat }: Props) {
  const { order, view, measure } = usePlaceOf('order', 'view', 'measure');
  const { board } = useBoard(view === 'dispatch' ? order : null);
  const [symbols, setSymbols] = useState(false);
  return (
    <section
      className={styles.legend}
      data-folded={view === 'fivemaps' && !symbols}
      aria-label={t('map.legend.title')}
      data-testid="legend"
    >
      {view === 'fivemaps' ? null : board ? (
        <AnsweredLegend text={board.card.order.text} />
      ) : (
        <>
          <div className={styles.measures}>
            {MEASURES.map((name) => (
              <button
                type="button"
                key={name}
                aria-pressed={name === measure}
                onClick={() => place.set({ measure: name })}
                data-testid={`measure-${name}`}
              >
                {t(`map.legend.measure.${name}`)}
              </button>
            ))}
          </div>
          {measure === 'residents' && ramp && <RampLegend ramp={ramp} />}
          {measure === 'heads' && <HeadLegend />}
          {measure !== 'none' && standIn && (
            <p className={styles.means} data-testid="legend-means">
              {t(`map.legend.means.${measure}`, {
                drawn: levelName(levels, standIn.drawn),
                level: levelName(levels, standIn.level),
              })}
            </p>
          )}
        </>
      )}
      {heat && <HeatLegend heat={heat} />}
      <button
        type="button"
        className={styles.unfold}
        onClick={() => setSymbols(!symbols)}
        aria-expanded={symbols}
        data-testid="legend-places"
      >
        {t('map.legend.places')}
        {placesInAll > places.length && (
          <small>{t('map.legend.somePlaces', { shown: figure(places.length), total: figure(placesInAll) })}</small>
        )}
        <i data-open={symbols}>
          <Icon name="down" size={13} />
        </i>
      </button>
      {symbols && <SymbolLegend places={places} mayAdd={mayAdd} />}
    </section>
  );
}

function AnsweredLegend({ text }: { text: string }) {
  return (
    <>
      <Tooltip title={t('map.legend.explain', { percent })}>
        <h2>
          {t('map.legend.answered')} · {text}
        </h2>
      </Tooltip>
      <div className={styles.ramp}>
        {FILL_STEPS.map((opacity) => (
          <i key={opacity} style={{ background: 'var(--mapFill)', opacity }} />
        ))}
      </div>
      <div className={styles.ticks}>
        {[0, 25, 50, 75, 100].map((tick) => (
          <span key={tick}>{tick === 100 ? '100%' : tick}</span>
        ))}
      </div>
      <div className={styles.marks}>
        <span>
          <i className={styles.hatch} />
          {t('map.legend.silent', { percent })}
        </span>
        <span>
          <i className={styles.refused} />
          {t('map.legend.refused')}
        </span>
      </div>
    </>
  );
}

function RampLegend({ ramp }: { ramp: NonNullable<Ramp> }) {
  return (
    <Tooltip title={t('map.legend.steps')}>
      <div>
        <div className={styles.ramp}>
          {RAMP.slice(0, ramp.breaks.length + 1).map((background) => (
            <i key={background} style={{ background }} />
          ))}
        </div>
        <div className={styles.ticks}>
          {[0, ...ramp.breaks, ramp.most].map((value) => (
            <span key={value}>{figure(value)}</span>
          ))}
        </div>
      </div>
    </Tooltip>
  );
}

function HeadLegend() {
  return (
    <div className={styles.marks}>
      {HEAD_COLOURS.map((background, count) => (
        <span key={background}>
          <i style={{ background }} />
          {t(`map.legend.headSteps.${count}`)}
        </span>
      ))}
    </div>
  );
}

/** What lies on the map, noun by noun: each can be shown and hidden. */
function SymbolLegend({ places, mayAdd }: { places: PlaceLine[]; mayAdd: boolean }) {
  const { hidden } = usePlaceOf('hidden');
  return PLACE_NOUNS.map((noun) => {
    const own = places.filter((place) => place.noun === noun);
    if (own.length === 0 && !mayAdd) return null;
    const isShown = !hidden.includes(noun);
    const toggle = (): void =>
      place.set({ hidden: isShown ? [...hidden, noun] : hidden.filter((one) => one !== noun) });
    return (
      <div key={noun} className={styles.layer}>
        <button
          type="button"
          role="switch"
          className={styles.toggle}
          aria-checked={isShown}
          onClick={toggle}
          title={t(isShown ? 'map.legend.hide' : 'map.legend.show', { noun: t(`map.legend.noun.${noun}`) })}
          data-testid={`layer-${noun}`}
        >
          <i className={styles.box} />
          {t(`map.legend.noun.${noun}`)}
          <em>{figure(own.length)}</em>
        </button>
        {mayAdd && (
          <button
            type="button"
            className={styles.add}
            onClick={() => run(actionOf(`add-${noun}`))}
            title={t(`action.add-${noun}`)}
            aria-label={t(`action.add-${noun}`)}
            data-testid={`add-${noun}`}
          >
            <Icon name="plus" size={13} />
          </button>
        )}
        {isShown && <Symbols places={own} />}
      </div>
    );
  });
}

function Symbols({ places }: { places: PlaceLine[] }) {
  const theme = useTheme();
  const shown = new Map<string, string>();
  for (const { noun, kind, state } of places) {
    const symbol = symbolOf(noun, kind, state);
    // The kinds of units share one symbol.
    const name = noun === 'unit' ? t('map.legend.noun.unit') : kind;
    shown.set(symbol === 'closed' ? t('map.legend.closed', { kind: name }) : name, symbolAddress(symbol, theme));
  }
  return (
    <ul className={styles.symbols}>
      {[...shown].map(([kind, address]) => (
        <li key={kind}>
          <img src={address} alt="" width={16} height={16} />
          {kind}
        </li>
      ))}
    </ul>
  );
}
