// A small sign beside a group's name: a robot of a group elsewhere hears of it, and how it stands.

import type { RobotCard } from '../../bridge/wire/RobotCard';
import { worstOf } from '../../desk/robots';
import { t } from '../../i18n/words';
import { Icon } from '../../shared/icons';
import styles from './robot.module.css';

type Props = {
  /** Those that hear of the channel. */
  robots: RobotCard[];
  isOpen: boolean;
  mayBind: boolean;
  onOpen: () => void;
};

export function RobotSign({ robots, isOpen, mayBind, onOpen }: Props) {
  if (robots.length === 0 && !mayBind) return null;
  const state = robots.length === 0 ? 'none' : worstOf(robots);
  const title = t(`robot.state.${state}`);
  return (
    <button
      type="button"
      className={styles.sign}
      data-state={state}
      aria-pressed={isOpen}
      aria-label={`${t('robot.title')} · ${title}`}
      title={`${t('robot.title')} · ${title}`}
      onClick={onOpen}
      data-testid="robot-sign"
    >
      <Icon name="robot" size={16} />
      {robots.length > 1 && <span>{robots.length}</span>}
    </button>
  );
}
