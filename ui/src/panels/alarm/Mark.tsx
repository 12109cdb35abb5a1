import type { AlarmLine } from '../../bridge/wire/AlarmLine';
import { t } from '../../i18n/words';
import styles from './alarm.module.css';

/** How far an alarm has got, by shape before colour: a full triangle asks, a hollow one is known of, a tick has ended. */
export function Mark({ state, gravity }: Pick<AlarmLine, 'state' | 'gravity'>) {
  return (
    <svg
      className={styles.mark}
      viewBox="0 0 20 20"
      width={18}
      height={18}
      role="img"
      aria-label={t(`alarm.state.${state}`)}
      data-state={state}
      data-gravity={gravity}
    >
      {state === 'cleared' ? (
        <path d="m4 10.5 4 4 8-9" />
      ) : (
        <>
          <path d="M10 2.5 18.5 17.5h-17z" />
          <path className={styles.sign} d="M10 8v4.5M10 14.8v.2" />
        </>
      )}
    </svg>
  );
}
