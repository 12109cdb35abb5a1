import { actionOf, run } from '../actions/registry';
import type { LevelCount } from '../bridge/wire/LevelCount';
import { t } from '../i18n/words';
import { figure } from '../shared/format';
import styles from './map.module.css';

/** The scheme's levels; as many as it has. */
export function LevelSwitch({ levels, shown }: { levels: LevelCount[]; shown: number }) {
  if (levels.length === 0) return null;
  return (
    <div className={styles.levels} role="radiogroup" aria-label={t('map.levels')}>
      {levels.map(({ level, name, grids }) => (
        <button
          type="button"
          key={level}
          role="radio"
          aria-checked={level === shown}
          onClick={() => run(actionOf(`level-${level}`))}
          title={`${name} · ${figure(grids)}`}
          data-testid={`level-${level}`}
        >
          {name}
          <sup>{level}</sup>
        </button>
      ))}
    </div>
  );
}
