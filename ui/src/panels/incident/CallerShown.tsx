// Who told of an incident, for a minute: then nothing of it is left on the page.

import { Button } from 'antd';
import { type RefObject, useEffect, useRef } from 'react';
import type { Caller } from '../../bridge/wire/Caller';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import styles from './caller.module.css';

type Props = {
  box: RefObject<Caller | null>;
  /** By this page's clock. */
  until: number;
  onOver: () => void;
};

const FIELDS = ['name', 'phone', 'mail', 'address'] as const;

/** The words are laid into the page by hand: what is drawn from properties is kept for the next drawing. */
export function CallerShown({ box, until, onOver }: Props) {
  const list = useRef<HTMLDListElement>(null);
  const now = useNow();
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  useEffect(() => {
    const cells = [...(list.current?.querySelectorAll<HTMLElement>('[data-field]') ?? [])];
    for (const [at, field] of FIELDS.entries()) {
      const cell = cells[at];
      if (cell) cell.textContent = box.current?.[field] ?? '—';
    }
    return () => {
      for (const cell of cells) cell.textContent = '';
    };
  }, [box]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: its time is that of the look
  useEffect(() => {
    const timer = setTimeout(onOver, until - Date.now());
    return () => clearTimeout(timer);
  }, [until]);
  return (
    <div className={styles.shown} data-testid="caller-shown">
      <dl ref={list}>
        {FIELDS.map((field) => (
          <div key={field}>
            <dt>{t(`incident.caller.${field}`)}</dt>
            <dd data-field={field} data-testid={`caller-shown-${field}`} />
          </div>
        ))}
      </dl>
      <p className={styles.time} role="timer" data-testid="caller-left">
        <span className={styles.bar}>
          <i style={{ animationDelay: `${until - Date.now() - 60_000}ms` }} />
        </span>
        {t('incident.caller.left', { seconds: left })}
        <Button size="small" onClick={onOver} data-testid="caller-hide">
          {t('incident.caller.hide')}
        </Button>
      </p>
    </div>
  );
}
