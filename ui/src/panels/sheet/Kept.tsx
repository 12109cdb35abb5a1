// Where something was kept, and the way there.

import { useState } from 'react';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { Note, WordButton } from '../../shared/parts';
import styles from './sheet.module.css';

type Props = {
  testId: string;
  words: string;
  path: string;
  /** Null where there is nothing to show it in. */
  show: ((path: string) => Promise<void>) | null;
};

export function Kept({ testId, words, path, show }: Props) {
  const [failure, setFailure] = useState<unknown>(null);
  return (
    <>
      <p className={styles.done} role="status" data-testid={testId}>
        {words} <code>{path}</code>{' '}
        {show && (
          <WordButton onClick={() => void show(path).then(() => setFailure(null), setFailure)} testId="show-kept">
            {t('sheet.show')}
          </WordButton>
        )}
      </p>
      {failure !== null && <Note {...failureWords(failure)} />}
    </>
  );
}
