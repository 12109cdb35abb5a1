// Who looked at callers, and how long they are kept.

import { useState } from 'react';
import type { ContactLooker } from '../../bridge/wire/ContactLooker';
import type { ContactLookLine } from '../../bridge/wire/ContactLookLine';
import type { RetentionCard } from '../../bridge/wire/RetentionCard';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { clockTime, figure, shortTime } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import { Picker } from '../../shared/Picker';
import { Empty, Loading, WordButton } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import styles from './callers.module.css';
import { lookerWords } from './lookers';
import { Retention } from './Retention';

export type LookWish = { by?: string; since?: string; until?: string };

type Props = {
  wish: LookWish;
  looks: readonly ContactLookLine[];
  people: readonly ContactLooker[];
  /** How many there are of those that are wanted; none: not known yet. */
  total: number | null;
  /** None: this seat destroys nothing. */
  retention: RetentionCard | 'none' | null;
  /** Whether it says how long for the whole store. */
  maySetDays: boolean;
  onWish: (wish: LookWish) => void;
  onMore: () => void;
  onIncident: (incident: string) => void;
  onSettled: () => void;
  onClose: () => void;
};

const DAY = 86_400_000;

export function CallersSheet(props: Props) {
  const [part, setPart] = useState<'looks' | 'retention'>('looks');
  return (
    <Sheet title={t('incident.callers.title')} testId="callers" wide onClose={props.onClose}>
      {props.retention !== 'none' && (
        <OneOf<'looks' | 'retention'>
          className={styles.parts ?? ''}
          value={part}
          options={(['looks', 'retention'] as const).map((value) => ({
            value,
            label: <span data-testid={`callers-${value}`}>{t(`incident.callers.${value}`)}</span>,
          }))}
          onChange={setPart}
        />
      )}
      {part === 'looks' || props.retention === 'none' ? (
        <Looks {...props} />
      ) : props.retention === null ? (
        <Loading label={t('shell.loading')} />
      ) : (
        <Retention
          card={props.retention}
          maySetDays={props.maySetDays}
          onIncident={props.onIncident}
          onSettled={props.onSettled}
        />
      )}
    </Sheet>
  );
}

function Looks({ wish, looks, people, total, onWish, onMore, onIncident }: Props) {
  const dayOf = (moment: string | undefined, before = 0): string => {
    if (moment === undefined) return '';
    const day = new Date(Date.parse(moment) - before);
    const two = (part: number): string => String(part).padStart(2, '0');
    return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  };
  /** The bounds of days as this page counts them: the last day is a whole one. */
  const bounded = (key: 'since' | 'until', day: string): void => {
    const { [key]: _, ...others } = wish;
    if (day === '') {
      onWish(others);
      return;
    }
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    onWish({ ...others, [key]: new Date(year, month - 1, date + (key === 'until' ? 1 : 0)).toISOString() });
  };
  const options = people.map(({ key, by }) => ({
    value: key,
    // Seats at the desk have no names: the end of the device tells two of one role apart.
    label: by.person === '' && key.startsWith('device/') ? `${lookerWords(by)} ·${key.slice(-4)}` : lookerWords(by),
  }));
  return (
    <>
      <div className={styles.filter}>
        <Picker<string>
          popupMatchSelectWidth={false}
          aria-label={t('incident.callers.person')}
          value={wish.by ?? ''}
          options={[{ value: '', label: t('incident.callers.anybody') }, ...options]}
          onChange={(by) => {
            const { by: _, ...others } = wish;
            onWish(by === '' ? others : { ...others, by });
          }}
          data-testid="callers-person"
        />
        <label>
          {t('incident.callers.from')}{' '}
          <input
            type="date"
            value={dayOf(wish.since)}
            onChange={(event) => bounded('since', event.target.value)}
            data-testid="callers-since"
          />
        </label>
        <label>
          {t('incident.callers.to')}{' '}
          <input
            type="date"
            value={dayOf(wish.until, DAY / 2)}
            onChange={(event) => bounded('until', event.target.value)}
            data-testid="callers-until"
          />
        </label>
        <span data-testid="callers-total">
          {total !== null && t('incident.callers.count', { count: figure(total) })}
        </span>
      </div>
      {total === null && <Loading label={t('shell.loading')} />}
      {total === 0 && (
        <Empty title={t('incident.callers.none')}>
          <span>{t('incident.callers.noneHow')}</span>
        </Empty>
      )}
      {looks.length > 0 && (
        <div className={styles.rows}>
          <table className={styles.table}>
            <thead>
              <tr>
                {(['when', 'person', 'incident', 'grid', 'reason'] as const).map((column) => (
                  <th key={column}>{t(`incident.callers.${column}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {looks.map((look) => (
                <tr key={`${look.at} ${look.key} ${look.incident}`} data-testid="callers-look">
                  <td>
                    <time dateTime={look.at} title={clockTime(look.at)}>
                      {shortTime(look.at)}
                    </time>
                  </td>
                  <td>{options.find(({ value }) => value === look.key)?.label ?? lookerWords(look.by)}</td>
                  <td>
                    <WordButton onClick={() => onIncident(look.incident)}>{look.number}</WordButton>
                  </td>
                  <td>{look.grid_name}</td>
                  <td>{[nameOf('contact_reason', look.reason), look.words].filter((one) => one !== '').join(' · ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {total !== null && looks.length < total && (
            <WordButton onClick={onMore}>
              {t('incident.callers.more', { count: figure(total - looks.length) })}
            </WordButton>
          )}
        </div>
      )}
    </>
  );
}
