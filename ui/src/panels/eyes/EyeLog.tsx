// Who looked at which stream, when and why: all of it, by reason, or those of the round that goes on.

import { useState } from 'react';
import type { RoundId } from '../../bridge/wire/RoundId';
import type { ViewingLine } from '../../bridge/wire/ViewingLine';
import type { ViewingReason } from '../../bridge/wire/ViewingReason';
import type { ViewingWish } from '../../bridge/wire/ViewingWish';
import { REASONS, useViewings } from '../../desk/eyes';
import { failureWords } from '../../i18n/failure';
import { named } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { clockTime, figure, shortTime } from '../../shared/format';
import { Picker } from '../../shared/Picker';
import { Empty, Loading, Note } from '../../shared/parts';
import styles from './eyes.module.css';

type Props = {
  /** The round that goes on. */
  round: RoundId | null;
  /** Prints what is listed; none: this seat may not. */
  onPrint: ((wish: ViewingWish) => void) | null;
};

export function EyeLog({ round, onPrint }: Props) {
  const [reasons, setReasons] = useState<ViewingReason[]>([]);
  const [isRound, setRound] = useState(round !== null);
  const wish: ViewingWish = { scope: null, stream: null, round: isRound ? round : null, reasons };
  const asked = useViewings(wish);
  if (asked.error) return <Note {...failureWords(asked.error)} />;
  if (!asked.data) return <Loading label={t('shell.loading')} />;
  const { viewings, total } = asked.data;
  return (
    <div className={styles.log} data-testid="eye-log">
      <div className={styles.filter}>
        <Picker<ViewingReason[]>
          mode="multiple"
          value={reasons}
          placeholder={t('eyes.allReasons')}
          aria-label={t('eyes.why')}
          options={REASONS.map((value) => ({ value, label: named('viewing_reason', value) }))}
          onChange={setReasons}
        />
        {round !== null && (
          <button
            type="button"
            className={styles.size}
            aria-pressed={isRound}
            onClick={() => setRound(!isRound)}
            data-testid="eye-log-round"
          >
            {t('eyes.thisRound')}
          </button>
        )}
        <span>{t('eyes.looks', { count: figure(total) })}</span>
        {onPrint !== null && total > 0 && (
          <button type="button" className={styles.size} onClick={() => onPrint(wish)} data-testid="eye-log-print">
            {t('eyes.print')}
          </button>
        )}
      </div>
      {viewings.length === 0 ? (
        <Empty title={t('eyes.nobody')} />
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              {(['began', 'ended', 'last', 'place', 'name', 'reason', 'who'] as const).map((column) => (
                <th key={column}>{t(`eyes.column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {viewings.map((line) => (
              <tr key={line.id} data-testid="eye-log-line">
                <td>{momentOf(line.began)}</td>
                <td>{line.ended === null ? t('eyes.still') : clockTime(line.ended)}</td>
                <td data-tone={line.ended !== null && line.last === null ? 'red' : undefined}>{lastOf(line)}</td>
                <td title={line.grid_name}>{line.place}</td>
                <td>{line.name}</td>
                <td>{[named('viewing_reason', line.reason), line.words].filter((part) => part !== '').join(' · ')}</td>
                <td>{whoOf(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** To the second; with the day in its place where that is not today. */
function momentOf(at: string): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? clockTime(at) : shortTime(at);
}

function lastOf({ ended, last }: ViewingLine): string {
  if (ended === null) return '';
  return last === null ? t('eyes.noPicture') : clockTime(last);
}

function whoOf({ by, own }: ViewingLine): string {
  if (own) return t('eyes.me');
  return by.person === '' ? named('role', by.role) : `${by.person} ${by.title}`;
}
