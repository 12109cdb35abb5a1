import type { ReactNode } from 'react';
import { Section } from '../../shared/parts';
import styles from './place.module.css';

type Props = {
  title: string;
  count: number;
  /** What is said where there is none. */
  none: string;
  children: ReactNode;
};

/** What belongs to a place: the people on duty, its cameras, its grids. */
export function Belonging({ title, count, none, children }: Props) {
  return (
    <Section title={title} count={count}>
      {count === 0 ? <p className={styles.quiet}>{none}</p> : children}
    </Section>
  );
}
