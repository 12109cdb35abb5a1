import { Tooltip } from 'antd';
import type { Counts } from '../../bridge/wire/Counts';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Section } from '../../shared/parts';
import styles from './grid.module.css';

const COUNTED = ['residents', 'households', 'buildings', 'units'] as const;

/** A grid's counts, each held against the sum of its children. */
export function GridCounts({ counts, sum, hasChildren }: { counts: Counts; sum: Counts; hasChildren: boolean }) {
  const side = [counts.as_of && t('grid.asOf', { day: counts.as_of }), counts.source].filter(Boolean).join(' · ');
  return (
    <Section title={t('grid.counts')} side={side}>
      <div className={styles.counts}>
        {COUNTED.map((name) => (
          <Count
            key={name}
            name={t(`grid.count.${name}`)}
            own={counts[name]}
            sum={hasChildren ? sum[name] : null}
            side={side}
          />
        ))}
      </div>
    </Section>
  );
}

function Count({ name, own, sum, side }: { name: string; own: number | null; sum: number | null; side: string }) {
  const difference = own !== null && sum !== null ? own - sum : null;
  return (
    <Tooltip title={explain(name, own, sum, side)}>
      <div className={styles.count}>
        <b>{figure(own)}</b>
        <span>{name}</span>
        {difference === 0 && <em data-agrees="true">{t('grid.agrees')}</em>}
        {difference !== null && difference !== 0 && (
          <em data-agrees="false">
            {t('grid.differs', { difference: `${difference > 0 ? '+' : '−'}${figure(Math.abs(difference))}` })}
          </em>
        )}
      </div>
    </Tooltip>
  );
}

function explain(name: string, own: number | null, sum: number | null, side: string): string {
  const said = t('grid.countOwn', { name, own: figure(own), side });
  return sum === null ? said : `${said} ${t('grid.countSum', { sum: figure(sum) })}`;
}
