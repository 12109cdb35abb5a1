// An import is undone in two presses, the second after it was said what goes.

import { Button } from 'antd';
import { useState } from 'react';
import { CallFailed } from '../../bridge/failed';
import type { ImportLine } from '../../bridge/wire/ImportLine';
import { useDoing } from '../../desk/calls';
import { answers } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Note, WordButton } from '../../shared/parts';
import styles from './list.module.css';

export function Undo({ line }: { line: ImportLine }) {
  const [asked, setAsked] = useState(false);
  const doing = useDoing();
  // Escape takes back the question, not the panel.
  const onEscape = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    setAsked(false);
  };
  if (line.undone !== null) return null;
  const undo = async (): Promise<void> => {
    const outcome = await doing.go({ type: 'undo_import', import: line.import });
    if (outcome === null) return;
    setAsked(false);
    void answers.invalidateQueries();
  };
  if (!asked) {
    return (
      <WordButton onClick={() => setAsked(true)} testId="import-undo">
        <span className={styles.undoWord} data-cannot={line.obstacle !== null}>
          {t(line.obstacle === null ? 'import.undo.start' : 'import.undo.why')}
        </span>
      </WordButton>
    );
  }
  if (line.obstacle !== null) {
    const { title, advice } = failureWords(new CallFailed(line.obstacle));
    return (
      <div
        className={styles.undo}
        data-cannot={true}
        role="alertdialog"
        aria-label={title}
        onKeyDown={onEscape}
        data-testid="import-undo-cannot"
      >
        <p>
          {title}
          <em>{advice}</em>
        </p>
        <div>
          <Button size="small" autoFocus onClick={() => setAsked(false)}>
            {t('import.undo.seen')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div
      className={styles.undo}
      role="alertdialog"
      aria-label={t('import.undo.go')}
      onKeyDown={onEscape}
      data-testid="import-undo-asks"
    >
      <p>
        {t(`import.undo.says.${line.of}`, { rows: figure(line.rows), file: line.file })}
        <em>{t('import.undo.log')}</em>
      </p>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      <div>
        <Button size="small" autoFocus onClick={() => setAsked(false)}>
          {t('import.undo.keep')}
        </Button>
        <Button size="small" danger loading={doing.busy} onClick={() => void undo()} data-testid="import-undo-go">
          {t('import.undo.go')}
        </Button>
      </div>
    </div>
  );
}
