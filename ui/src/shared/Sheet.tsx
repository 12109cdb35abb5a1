// A page over the page: for what is looked at and closed again.

import { type ReactNode, useEffect, useRef } from 'react';
import { Key } from './parts';
import styles from './sheet.module.css';

type Props = { title: string; testId: string; wide?: boolean | 'table'; onClose: () => void; children: ReactNode };

export function Sheet({ title, testId, wide = false, onClose, children }: Props) {
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    sheet.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <div className={styles.veil} onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        ref={sheet}
        className={styles.sheet}
        data-wide={wide}
        role="dialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
        data-testid={testId}
      >
        <div className={styles.head}>
          <h2>{title}</h2>
          <button type="button" onClick={onClose}>
            <Key>Esc</Key>
          </button>
        </div>
        {children}
      </div>
    </div>
  );
}
