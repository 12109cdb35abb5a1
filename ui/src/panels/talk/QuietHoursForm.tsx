// The hours in which no phone rings but for what is critical: of the whole house, set by who runs it.

import { Button } from 'antd';
import { useState } from 'react';
import type { QuietHours } from '../../bridge/wire/QuietHours';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { Note } from '../../shared/parts';
import styles from './talk.module.css';

type Props = { quiet: QuietHours | null; maySet: boolean };

/** What the form begins with where there are none. */
const USUAL: QuietHours = { from: 22 * 60, to: 7 * 60 };

export function QuietHoursForm({ quiet, maySet }: Props) {
  const [open, setOpen] = useState<QuietHours | null>(null);
  const doing = useDoing();
  const set = async (hours: QuietHours | null): Promise<void> => {
    if (await doing.go({ type: 'set_quiet_hours', hours })) setOpen(null);
  };
  return (
    <footer className={styles.quiet} data-testid="talk-quiet">
      <span>
        {quiet ? t('talk.quiet.on', { from: clockOf(quiet.from), to: clockOf(quiet.to) }) : t('talk.quiet.off')}
      </span>
      {maySet && open === null && (
        <Button size="small" onClick={() => setOpen(quiet ?? USUAL)} data-testid="talk-quiet-set">
          {t('talk.quiet.set')}
        </Button>
      )}
      {open !== null && (
        <span className={styles.quietForm}>
          {(['from', 'to'] as const).map((end) => (
            <input
              key={end}
              type="time"
              required
              value={clockOf(open[end])}
              aria-label={t(`talk.quiet.${end}`)}
              onChange={(event) => setOpen({ ...open, [end]: minuteOf(event.target.value) ?? open[end] })}
              data-testid={`talk-quiet-${end}`}
            />
          ))}
          <Button
            size="small"
            type="primary"
            loading={doing.busy}
            onClick={() => void set(open)}
            data-testid="talk-quiet-go"
          >
            {t('talk.quiet.keep')}
          </Button>
          <Button size="small" onClick={() => void set(null)}>
            {t('talk.quiet.none')}
          </Button>
          <Button size="small" onClick={() => setOpen(null)}>
            {t('talk.cancel')}
          </Button>
        </span>
      )}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </footer>
  );
}

/** 1320 as `22:00`. */
function clockOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function minuteOf(clock: string): number | null {
  const [, hour, minute] = /^(\d\d):(\d\d)/.exec(clock) ?? [];
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute);
}
