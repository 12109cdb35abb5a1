// North, scale and position, with the datum.

import type { RefObject } from 'react';
import { actionOf, run } from '../actions/registry';
import { t } from '../i18n/words';
import type { Camera } from '../map/atlas';
import { useDrawing } from '../shared/drawing';
import { figure } from '../shared/format';
import { Icon, type IconName } from '../shared/icons';
import { wallScale } from '../shared/tokens';
import styles from './map.module.css';

type Props = { camera: Camera | null; pointed: RefObject<HTMLElement | null> };

const WIDEST = 110;
const BUTTONS: [string, IconName][] = [
  ['zoom-in', 'plus'],
  ['zoom-out', 'minus'],
  ['home', 'home'],
  ['basemap', 'basemap'],
];

export function ReadOut({ camera, pointed }: Props) {
  const { wish, profile } = useDrawing();
  return (
    <>
      <div className={styles.buttons}>
        {BUTTONS.map(([id, icon]) => (
          <button
            type="button"
            key={id}
            title={t(`action.${id}`)}
            aria-label={t(`action.${id}`)}
            onClick={() => run(actionOf(id))}
            data-testid={id}
          >
            <Icon name={icon} size={17} />
          </button>
        ))}
      </div>
      {camera && (
        <div className={styles.readOut} data-testid="read-out">
          <i title={t('map.north')}>
            <Icon name="north" size={15} />
          </i>
          <Bar metresPerPixel={camera.metresPerPixel} />
          <span ref={pointed as RefObject<HTMLSpanElement>} className={styles.position} />
          <span>{t('map.datum')}</span>
          {(wish !== 'auto' || profile === 'light') && (
            <span title={t('action.drawing')} data-testid="drawing">
              {t(`map.drawing.${wish}`, { profile: t(`map.profile.${profile}`) })}
            </span>
          )}
          <span>{t('map.scale', { scale: figure(threeDigits(camera.denominator)) })}</span>
        </div>
      )}
    </>
  );
}

function Bar({ metresPerPixel }: { metresPerPixel: number }) {
  // On a wall the read-out is enlarged, the map is not.
  const metresPerOurs = metresPerPixel * wallScale();
  const metres = roundDown(metresPerOurs * WIDEST);
  return (
    <span className={styles.bar} style={{ width: metres / metresPerOurs }}>
      {metres >= 1000 ? t('map.kilometres', { count: metres / 1000 }) : t('map.metres', { count: metres })}
    </span>
  );
}

/** The largest of 1, 2, 5 times a power of ten that fits. */
function roundDown(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = most / power;
  return power * (step >= 5 ? 5 : step >= 2 ? 2 : 1);
}

function threeDigits(value: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 2);
  return Math.round(value / power) * power;
}
