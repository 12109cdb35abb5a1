// A part of the page that says so where it cannot be drawn, and leaves the others standing.

import { Button } from 'antd';
import type { ReactNode } from 'react';
import { answers } from '../desk/questions';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { Guard } from '../shared/Guard';
import { Note } from '../shared/parts';
import styles from './views.module.css';

export function Guarded({ children }: { children: ReactNode }) {
  // What it was drawn from nobody shows now; it is asked for anew.
  const afresh = (again: () => void): void => {
    answers.removeQueries({ type: 'inactive' });
    again();
  };
  return (
    <Guard
      instead={(cause, again) => (
        <Note {...failureWords(cause)}>
          <div className={styles.ways}>
            <Button onClick={() => afresh(again)} data-testid="again">
              {t('shell.reload')}
            </Button>
          </div>
        </Note>
      )}
    >
      {children}
    </Guard>
  );
}
