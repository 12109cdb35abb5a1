// The head of the view and the five levels side by side.

import type { Five } from '../../desk/five';
import { FIGURES, nameOf, partsOf } from '../../desk/measures';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure as written } from '../../shared/format';
import { Picker } from '../../shared/Picker';
import { Key, Note } from '../../shared/parts';
import styles from './fivemaps.module.css';
import { SmallMap } from './SmallMap';
import { wordsOf } from './words';

type Props = {
  five: Five;
  figure: string;
  level: number;
  selected: string | null;
  /** The class that alone is shown of the level that is shown. */
  only: number | null;
  onFigure: (name: string) => void;
  onShow: (level: number) => void;
  onChoose: (level: number, path: string) => void;
  onDrill: (path: string) => void;
};

export function FiveMaps({ five, figure, level, selected, only, onFigure, onShow, onChoose, onDrill }: Props) {
  const { measure } = partsOf(figure);
  const failure = five.maps.find((one) => one.failure !== null && one.failure !== undefined)?.failure;
  return (
    <section className={styles.five} aria-label={t('action.view-fivemaps')} data-testid="five-maps">
      <header className={styles.head}>
        <h2 title={five.scope?.grid.name}>{five.scope?.grid.name ?? t('action.view-fivemaps')}</h2>
        <div className={styles.figures} role="radiogroup" aria-label={t('five.measure')}>
          {FIGURES.map((name) => (
            <button
              type="button"
              key={name}
              role="radio"
              aria-checked={name === measure}
              onClick={() => onFigure(name)}
              data-testid={`figure-${name}`}
            >
              {wordsOf(name)}
            </button>
          ))}
        </div>
        {measure === 'venues' && <Kinds five={five} level={level} figure={figure} onFigure={onFigure} />}
        <span className={styles.hint}>
          <Key>M</Key>
        </span>
        {/* The view's own tools stand here, at its right end. */}
        <div className={styles.tools} />
      </header>
      {failure !== undefined && <Note {...failureWords(failure)} />}
      <div className={styles.row}>
        {five.maps.map((map) => (
          <SmallMap
            key={map.level}
            map={map}
            figure={figure}
            selected={selected}
            own={five.chain.find((one) => one.level === map.level)}
            isShown={map.level === level}
            only={map.level === level ? only : null}
            onShow={() => onShow(map.level)}
            onChoose={(path) => onChoose(map.level, path)}
            onDrill={onDrill}
          />
        ))}
      </div>
    </section>
  );
}

/** All kinds of venues, or one of those that there are. */
function Kinds({ five, level, figure, onFigure }: Pick<Props, 'five' | 'level' | 'figure' | 'onFigure'>) {
  const columns = five.maps.find((map) => map.level === level)?.table?.columns ?? [];
  const kinds = columns.filter((column) => column.kind !== null);
  const names = kinds.map(nameOf);
  const isGone = figure !== 'venues' && !names.includes(figure);
  return (
    <Picker
      size="small"
      className={styles.kinds}
      value={figure}
      aria-label={t('five.kind')}
      options={[
        { value: 'venues', label: t('five.allKinds') },
        ...(isGone ? [{ value: figure, label: wordsOf(figure) }] : []),
        ...kinds.map((column) => ({
          value: nameOf(column),
          label: `${column.kind} ${written(column.own ?? column.sum)}`,
        })),
      ]}
      onChange={onFigure}
      data-testid="venue-kind"
    />
  );
}
