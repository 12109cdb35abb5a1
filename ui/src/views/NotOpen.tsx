// The store did not open: why, and what can be done about it from here.

import { Button } from 'antd';
import { useState } from 'react';
import { CallFailed } from '../bridge/failed';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { Note } from '../shared/parts';
import styles from './views.module.css';

type Props = {
  cause: unknown;
  /** Opens a browser at the desk that has the store open elsewhere, where the host can. */
  visit: (() => Promise<void>) | null;
  onAgain: () => void;
};

export function NotOpen({ cause, visit, onAgain }: Props) {
  const [failure, setFailure] = useState<unknown>(null);
  const isElsewhere = cause instanceof CallFailed && cause.failure.code === 'store.served';
  return (
    <>
      <Note {...failureWords(cause)}>
        <div className={styles.ways}>
          {isElsewhere && visit !== null && (
            <Button
              type="primary"
              onClick={() => void visit().then(() => setFailure(null), setFailure)}
              data-testid="visit"
            >
              {t('shell.visit')}
            </Button>
          )}
          <Button onClick={onAgain} data-testid="again">
            {t('shell.reload')}
          </Button>
        </div>
      </Note>
      {failure !== null && <Note {...failureWords(failure)} />}
    </>
  );
}
