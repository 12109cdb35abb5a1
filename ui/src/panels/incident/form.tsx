// What the forms on an incident's card are made of: their box, a labelled line, words of some length, and the foot.

import { Button, Input } from 'antd';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { t } from '../../i18n/words';
import { Key, Needed } from '../../shared/parts';
import styles from './card.module.css';

/** Characters of what is said with a step, as the rules have it. */
export const LONGEST = 1000;

/** It opens somewhere down the card: one sees it at once. */
export function OpenForm({ testId, children }: { testId: string; children: ReactNode }) {
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={form} className={styles.form} data-testid={testId}>
      {children}
    </div>
  );
}

type LineProps = {
  id: string;
  label: string;
  /** Whether it must be filled in and is not; undefined: it may stay empty. */
  needs?: boolean;
  children: ReactNode;
};

export function Line({ id, label, needs, children }: LineProps) {
  return (
    <div className={styles.line}>
      <label htmlFor={id}>
        {label} {needs !== undefined && <Needed value={needs ? '' : ' x'}>{t('shell.needed')}</Needed>}
      </label>
      {children}
    </div>
  );
}

type WordsProps = {
  label: string;
  value: string;
  onChange: (words: string) => void;
  testId: string;
  /** Of lines: it grows with what is written. */
  most?: number;
  isOptional?: boolean;
  autoFocus?: boolean;
};

export function WordsLine({ label, value, onChange, testId, most = 6, isOptional, autoFocus = true }: WordsProps) {
  const id = useId();
  return (
    <Line id={id} label={label} {...(!isOptional && { needs: value.trim() === '' })}>
      <Input.TextArea
        id={id}
        autoFocus={autoFocus}
        autoSize={{ minRows: 2, maxRows: most }}
        maxLength={LONGEST}
        value={value}
        aria-required={!isOptional}
        onChange={({ target }) => onChange(target.value)}
        data-testid={testId}
      />
    </Line>
  );
}

/** Folding stands first; what the form is for comes after it. */
export function FormFoot({ onFold, children }: { onFold: () => void; children: ReactNode }) {
  return (
    <div className={styles.formFoot}>
      <Button onClick={onFold}>
        {t('incident.fold')} <Key>Esc</Key>
      </Button>
      {children}
    </div>
  );
}
