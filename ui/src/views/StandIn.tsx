// That the chosen level is too small to be drawn from here, which one is drawn instead, and the way in.

import type { LevelCount } from '../bridge/wire/LevelCount';
import { place } from '../desk/place';
import { t } from '../i18n/words';
import { drawnFrom } from '../map/fitting';
import type { Ground } from '../map/ground-plan';
import { levelName } from './levels';
import styles from './map.module.css';

type Props = {
  ground: Ground;
  names: LevelCount[];
  /** The chosen level. */
  level: number;
  /** The level that is drawn instead. */
  drawn: number;
  zoom: number;
};

/** Beyond the zoom from which a level is drawn: the map may stop a hair before. */
const SURELY = 0.05;

export function StandIn({ ground, names, level, drawn, zoom }: Props) {
  const name = levelName(names, level);
  const by = drawnFrom(ground.grids[level] ?? 0, ground.bounds) - zoom + SURELY;
  return (
    <div className={styles.standIn} role="status" data-testid="stand-in">
      {t('map.standIn', { level: name, drawn: levelName(names, drawn) })}
      <button type="button" onClick={() => place.set({ zoomWish: { by } })} data-testid="stand-in-zoom">
        {t('map.zoomTo', { level: name })}
      </button>
    </div>
  );
}
