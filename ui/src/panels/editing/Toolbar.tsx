// The tools over a draft, and back and forth with what each turn is about.

import type { DeskAction } from '../../actions/action';
import type { History } from '../../desk/history';
import { TOOLS, type Tool } from '../../desk/strokes';
import { revisionWords } from '../../i18n/revision';
import { t } from '../../i18n/words';
import { Icon, type IconName } from '../../shared/icons';
import styles from './editing.module.css';

type Props = {
  tool: Tool;
  history: History;
  isBusy: boolean;
  actionOf: (id: string) => DeskAction;
  printKey: (key: string) => string;
  onRun: (action: DeskAction) => void;
};

const ICONS: Record<Tool, IconName> = {
  select: 'pointer',
  corners: 'corners',
  border: 'border',
  split: 'split',
  merge: 'merge',
  draw: 'draw',
  remove: 'remove',
  parent: 'parent',
  describe: 'describe',
};

export function Toolbar({ tool, history, isBusy, actionOf, printKey, onRun }: Props) {
  const keyOf = (action: DeskAction): string => printKey(action.keys[0] ?? '');
  const press = (action: DeskAction, button: HTMLButtonElement): void => {
    // Enter is for what is drawn, not for the button that was pressed last.
    button.blur();
    onRun(action);
  };
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('editing.tools')} data-testid="edit-tools">
      {TOOLS.map((one) => {
        const action = actionOf(`tool-${one}`);
        return (
          <button
            type="button"
            key={one}
            aria-pressed={one === tool}
            aria-label={t(`action.tool-${one}`)}
            onClick={({ currentTarget }) => press(action, currentTarget)}
            data-testid={`tool-${one}`}
          >
            <Icon name={ICONS[one]} size={19} />
            <Tip words={t(`action.tool-${one}`)} keys={keyOf(action)} />
          </button>
        );
      })}
      <hr />
      {(['undo', 'redo'] as const).map((way) => {
        const action = actionOf(`${way}-edit`);
        const turn = history[way];
        const words = turn
          ? t(`editing.turn.${way}`, { what: revisionWords(turn.edit) })
          : t(`editing.turn.${way}None`);
        return (
          <button
            type="button"
            key={way}
            disabled={turn === null || isBusy}
            aria-label={words}
            onClick={({ currentTarget }) => press(action, currentTarget)}
            data-testid={`edit-${way}`}
          >
            <Icon name={way} size={19} />
            <Tip words={words} keys={keyOf(action)} />
          </button>
        );
      })}
    </div>
  );
}

function Tip({ words, keys }: { words: string; keys: string }) {
  return (
    <span className={styles.tip} aria-hidden="true">
      {words}
      <kbd>{keys}</kbd>
    </span>
  );
}
