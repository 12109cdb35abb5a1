// A robot that stopped is told to whoever can mend it, wherever they look.

import type { RobotList } from '../bridge/wire/RobotList';
import { showTalk } from '../desk/place';
import { goToGrid } from '../desk/travel';
import { t } from '../i18n/words';
import { WordButton } from '../shared/parts';
import styles from './views.module.css';

export function RobotBanner({ list }: { list: RobotList | undefined }) {
  const halted = list?.robots.find((robot) => robot.is_halted);
  if (!halted) return null;
  const { setting, trouble } = halted;
  return (
    <div className={styles.halted} role="status" data-testid="robot-banner">
      <b>{t('robot.banner', { name: setting.name })}</b>
      {trouble && <span>{t(`robot.trouble.${trouble}.title`)}</span>}
      <WordButton onClick={() => void goToGrid(setting.channel).then(showTalk)} testId="robot-banner-go">
        {t('robot.show')}
      </WordButton>
    </div>
  );
}
