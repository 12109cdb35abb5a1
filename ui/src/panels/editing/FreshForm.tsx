// What a new grid is to be called.

import type { Fresh, Tool } from '../../desk/strokes';
import { t } from '../../i18n/words';
import { WordButton } from '../../shared/parts';
import { Entry } from './Entry';
import { EntryForm } from './EntryForm';
import styles from './panel.module.css';

type Props = {
  tool: Tool;
  fresh: Fresh;
  onChange: (part: Partial<Fresh>) => void;
  onTurn: () => void;
  onConfirm: () => void;
};

export function FreshForm({ tool, fresh, onChange, onTurn, onConfirm }: Props) {
  return (
    <EntryForm testId="edit-fresh" onConfirm={onConfirm}>
      <h3>{t('editing.fresh.title')}</h3>
      <Entry name="name" value={fresh.name} isFirst onChange={(name) => onChange({ name })} />
      <Entry name="code" value={fresh.code} onChange={(code) => onChange({ code })} />
      {tool === 'draw' && (
        <>
          <Entry name="kind" value={fresh.kind} onChange={(kind) => onChange({ kind })} />
          <label className={styles.check}>
            <input type="checkbox" checked={fresh.take} onChange={() => onChange({ take: !fresh.take })} />
            {t('editing.fresh.take')}
          </label>
        </>
      )}
      {tool === 'split' && <WordButton onClick={onTurn}>{t('editing.fresh.turn')}</WordButton>}
    </EntryForm>
  );
}
