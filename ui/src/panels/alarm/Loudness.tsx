import { Button } from 'antd';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { shortTime } from '../../shared/format';
import { changeQuiet, isQuiet, QUIET_MINUTES, setVolume, useLoudness, VOLUMES } from '../../shared/loudness';
import { OneOf } from '../../shared/OneOf';
import { Key, Note } from '../../shared/parts';
import styles from './alarm.module.css';

/** How loud this screen is, and whether it can be heard at all. */
export function Loudness({ unheard, onSound }: { unheard: boolean; onSound: () => void }) {
  const loudness = useLoudness();
  const now = useNow();
  const quiet = isQuiet(loudness, now);
  return (
    <div className={styles.loudness}>
      <OneOf
        size="small"
        value={loudness.volume}
        options={VOLUMES.map((value) => ({ value, label: t(`alarm.sound.${value}`) }))}
        onChange={setVolume}
      />
      <Button size="small" onClick={() => changeQuiet()} aria-pressed={quiet} data-testid="alarm-quiet">
        {quiet
          ? t('alarm.sound.again', { time: shortTime(new Date(loudness.quiet).toISOString()) })
          : t('alarm.sound.quiet', { minutes: QUIET_MINUTES })}{' '}
        <Key>⇧ F9</Key>
      </Button>
      <Button size="small" onClick={onSound} data-testid="alarm-try">
        {t('alarm.sound.try')}
      </Button>
      {unheard && <Note kind="refused" title={t('alarm.sound.unheard')} advice={t('alarm.sound.enable')} />}
    </div>
  );
}
