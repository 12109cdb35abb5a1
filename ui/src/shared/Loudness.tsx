// Whoever speaks sees that he is heard: a bar that follows the voice, outside React.

import { type ReactNode, useEffect, useRef } from 'react';
import styles from './loudness.module.css';

/** `of`: how loud it is now, 0 to 1. */
export function Loudness({ of }: { of: () => number }): ReactNode {
  const bar = useRef<HTMLElement>(null);
  const loud = useRef(of);
  loud.current = of;
  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      bar.current?.style.setProperty('--loud', String(Math.min(1, loud.current() * 1.6)));
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, []);
  return <i ref={bar} className={styles.loud} />;
}
