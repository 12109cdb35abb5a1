// Small parts that know no noun.

import { type ReactNode, useEffect, useRef } from 'react';
import styles from './parts.module.css';

export function Section(props: { title?: ReactNode; count?: ReactNode; side?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      {props.title !== undefined && (
        <h3 className={styles.sectionHead}>
          {props.title}
          {props.count !== undefined && <em>{props.count}</em>}
          {props.side !== undefined && <span className={styles.sectionSide}>{props.side}</span>}
        </h3>
      )}
      {props.children}
    </section>
  );
}

export function Key({ children }: { children: ReactNode }) {
  return <kbd className={styles.key}>{children}</kbd>;
}

export type Tone = 'plain' | 'blue' | 'amber' | 'red' | 'green';

export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`${styles.tag} ${styles[tone]}`}>{children}</span>;
}

export type Share = { name: string; value: number; colour: string };

/** Shares of one whole, side by side. */
export function StackBar({ shares, label }: { shares: Share[]; label: string }) {
  const whole = shares.reduce((sum, share) => sum + share.value, 0);
  return (
    <div className={styles.bar} role="img" aria-label={label}>
      {shares.map((share) =>
        share.value > 0 ? (
          <i key={share.name} style={{ width: `${(share.value / whole) * 100}%`, background: share.colour }} />
        ) : null,
      )}
    </div>
  );
}

/** What went wrong, calmly. */
export function Note(props: {
  kind: string;
  title: string;
  advice?: string;
  reference?: string | null;
  children?: ReactNode;
}) {
  const note = useRef<HTMLDivElement>(null);
  // Whoever pressed a button is looking at the button: what came of it must not stand below the fold.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another failure is shown again
  useEffect(() => {
    note.current?.scrollIntoView({ block: 'nearest' });
  }, [props.title, props.advice]);
  return (
    <div ref={note} className={styles.note} data-kind={props.kind} role="alert" data-testid="failure">
      <strong>{props.title}</strong>
      {props.advice && <span>{props.advice}</span>}
      {props.reference && <code>{props.reference}</code>}
      {props.children}
    </div>
  );
}

/** At the end of a line without which nothing goes on: it says so until something stands there. */
export function Needed({ value, children }: { value: string; children: ReactNode }) {
  // Something always stands there: a line that changes its shape loses the caret.
  return <span className={styles.needed}>{value.trim() === '' && children}</span>;
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}

export function Loading({ label }: { label: string }) {
  return (
    <div className={styles.loading} role="status" aria-label={label}>
      {[40, 90, 70, 84].map((width) => (
        <i key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

/** A button that reads as a word. */
export function WordButton(props: { onClick: () => void; children: ReactNode; testId?: string; title?: string }) {
  return (
    <button
      type="button"
      className={styles.link}
      onClick={props.onClick}
      data-testid={props.testId}
      title={props.title}
    >
      {props.children}
    </button>
  );
}
