// A form about a grid: Enter in a field does what is shown, as it does on the map.

import type { ReactNode } from 'react';
import { keepEnter } from '../../shared/composing';
import styles from './panel.module.css';

type Props = { testId: string; onConfirm: () => void; children: ReactNode };

export function EntryForm({ testId, onConfirm, children }: Props) {
  return (
    <form
      className={styles.form}
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm();
      }}
      data-testid={testId}
    >
      {children}
      {/* Enter in a field is the button's. */}
      <button type="submit" hidden />
    </form>
  );
}
