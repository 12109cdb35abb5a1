// The clocks of an incident; each opens the sum that it is made of.

import { useState } from 'react';
import type { ClockLine } from '../../bridge/wire/ClockLine';
import type { Light } from '../../bridge/wire/Light';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import styles from './card.module.css';
import { lightOf, spanWords, workWords } from './clock';

/** Colour and shape: a disc, a triangle that warns, a square that is over; a ring where nobody can tell. */
export function LightSign({ light }: { light: Light | null }) {
  return <i className={styles.light} data-light={light ?? 'none'} aria-hidden="true" />;
}

export function Clocks({ clocks, now }: { clocks: readonly ClockLine[]; now: number }) {
  return (
    <ol className={styles.clocks} data-testid="incident-clocks">
      {clocks.map((clock) => (
        <ClockRow
          key={`${clock.kind} ${clock.from}`}
          label={nameOf('incident_clock', clock.kind)}
          clock={clock}
          now={now}
          testId="incident-clock"
        />
      ))}
    </ol>
  );
}

/** A clock as the sum tells it, whatever it is of. */
type Clocked = Omit<ClockLine, 'kind'>;

type RowProps = { label: string; clock: Clocked; now: number; testId: string };

export function ClockRow({ label, clock, now, testId }: RowProps) {
  const [isOpen, setOpen] = useState(false);
  const isRunning = clock.until === null;
  const light = isRunning ? lightOf(clock, now) : clock.light;
  return (
    <li data-running={isRunning}>
      <button
        type="button"
        className={styles.clock}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        data-testid={testId}
      >
        <LightSign light={light} />
        <b>{label}</b>
        <span>{standing(clock, now)}</span>
        <em>{t('incident.sum.why')}</em>
      </button>
      {isOpen && <Sum clock={clock} />}
    </li>
  );
}

function standing(clock: Clocked, now: number): string {
  const { until, due, missing, run } = clock;
  if (missing !== null) return t('incident.sum.missing', { year: missing });
  const ran = workWords(run);
  if (until !== null) return t(clock.light === 'red' ? 'incident.sum.late' : 'incident.sum.took', { ran });
  if (due === null) return t('incident.sum.halted', { ran });
  const left = Date.parse(due) - now;
  return left >= 0
    ? t('incident.sum.left', { span: spanWords(left), due: shortTime(due) })
    : t('incident.sum.over', { span: spanWords(-left), due: shortTime(due) });
}

/** Its parts, which add up to how long it has run. */
function Sum({ clock }: { clock: Clocked }) {
  const { stretches, limit, extended, due, missing, run } = clock;
  const told = stretches.reduce((sum, { from, until }) => sum + Date.parse(until) - Date.parse(from), 0);
  return (
    <div className={styles.sum} data-testid="incident-sum">
      {limit && (
        <p>
          {t(`incident.sum.limit.${limit.pace}`, { span: workWords(limit.minutes * 60_000) })}
          {extended !== null && ` ${t('incident.sum.extended', { until: shortTime(extended) })}`}
        </p>
      )}
      {missing !== null && <p>{t('incident.sum.missingHow', { year: missing })}</p>}
      <table>
        <tbody>
          {run - told >= 60_000 && (
            <tr>
              <td>{t('incident.sum.before')}</td>
              <td>{workWords(run - told)}</td>
            </tr>
          )}
          {stretches.map(({ from, until }) => (
            <tr key={from}>
              <td>
                {shortTime(from)} – {shortTime(until)}
              </td>
              <td>{workWords(Date.parse(until) - Date.parse(from))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr data-testid="incident-sum-total">
            <td>{t('incident.sum.total')}</td>
            <td>{workWords(run)}</td>
          </tr>
        </tfoot>
      </table>
      {due !== null && <p>{t('incident.sum.due', { due: shortTime(due) })}</p>}
    </div>
  );
}
