// The test bench: where the cases of some time would go by the draft, beside where they go by the rules in force.

import { useState } from 'react';
import type { RoutingTrial } from '../../bridge/wire/RoutingTrial';
import type { TrialRoute } from '../../bridge/wire/TrialRoute';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import { Empty, Section, WordButton } from '../../shared/parts';
import styles from './tables.module.css';

export type Span = 'yesterday' | 'week' | 'month';
export const SPANS: readonly Span[] = ['yesterday', 'week', 'month'];

type Props = {
  trial: RoutingTrial;
  span: Span;
  now: number;
  onSpan: (span: Span) => void;
  onIncident: (incident: string) => void;
};

export function Bench({ trial, span, now, onSpan, onIncident }: Props) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? trial.cases : trial.cases.filter(({ before, after }) => key(before) !== key(after));
  return (
    <Section
      title={t('tables.bench.title')}
      side={
        <OneOf<Span>
          size="small"
          aria-label={t('tables.bench.span')}
          value={span}
          options={SPANS.map((value) => ({ value, label: t(`tables.bench.${value}`) }))}
          onChange={onSpan}
        />
      }
    >
      <p className={styles.quiet} data-testid="bench-sum">
        {t('tables.bench.sum', { total: figure(trial.total), changed: figure(trial.changed) })}
        {trial.idle.length > 0 &&
          ` ${t('tables.bench.idle', { rules: trial.idle.map((rule) => figure(rule)).join('、') })}`}
      </p>
      {trial.total === 0 ? (
        <Empty title={t('tables.bench.none')} />
      ) : (
        <>
          <table className={styles.table} data-testid="bench-counts">
            <thead>
              <tr>
                <th>{t('tables.bench.who')}</th>
                <th>{t('tables.bench.before')}</th>
                <th>{t('tables.bench.after')}</th>
              </tr>
            </thead>
            <tbody>
              {trial.counts.map(({ party, before, after }) => (
                <tr key={party ? JSON.stringify(party.party) : ''} data-changed={before !== after}>
                  <td>{party?.name ?? t('tables.bench.nobody')}</td>
                  <td>{figure(before)}</td>
                  <td>{figure(after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className={styles.scroll}>
            <table className={styles.table} data-testid="bench-cases">
              <tbody>
                {shown.map((one) => (
                  <tr key={one.incident} data-changed={key(one.before) !== key(one.after)}>
                    <td>
                      <WordButton onClick={() => onIncident(one.incident)} testId="bench-case">
                        {one.number}
                      </WordButton>
                      <small>{shortTime(one.arrived, now)}</small>
                    </td>
                    <td title={one.words}>
                      {one.category.length > 0 ? one.category.join(' › ') : nameOf('report_kind', one.kind)}
                      <small>{one.grid_name}</small>
                    </td>
                    <td>
                      {routeWords(one.before)} → <b>{routeWords(one.after)}</b>
                      {one.lead && <small>{t('tables.bench.lead', { name: one.lead.name })}</small>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <WordButton onClick={() => setAll(!isAll)} testId="bench-all">
            {t(isAll ? 'tables.bench.onlyChanged' : 'tables.bench.all')}
          </WordButton>
        </>
      )}
    </Section>
  );
}

const key = (route: TrialRoute | null): string => (route ? JSON.stringify(route.party.party) : '');

function routeWords(route: TrialRoute | null): string {
  return route ? t('tables.bench.by', { name: route.party.name, rule: figure(route.rule) }) : t('tables.bench.nobody');
}
