import { useRef } from 'react';
import { t } from '../i18n/words';
import { wallScale } from '../shared/tokens';
import styles from './views.module.css';

type Props = { width: number; least: number; most: number; onResize: (width: number) => void };

const STEP = 16;

/** The left edge of a dock on the right: drag it, or use the arrow keys. */
export function Resizer({ width, least, most, onResize }: Props) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const to = (wanted: number): void => onResize(Math.min(most, Math.max(least, wanted)));
  return (
    <div
      className={styles.resizer}
      role="slider"
      tabIndex={0}
      aria-label={t('shell.resize')}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (start.current) to(start.current.width + (start.current.x - event.clientX) / wallScale());
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') to(width + STEP);
        if (event.key === 'ArrowRight') to(width - STEP);
      }}
    />
  );
}
