// What the glow on the map counts: of how many days, how many there were, and how many of them no square can show.

import { actionOf, run } from '../actions/registry';
import type { IncidentHeat } from '../bridge/wire/IncidentHeat';
import { HEAT_DAYS, type HeatDays, place } from '../desk/place';
import { t } from '../i18n/words';
import { figure } from '../shared/format';
import { Icon } from '../shared/icons';
import styles from './map.module.css';

/** Of how many days it is shown, null where it is not; and what the desk told. */
export type Heat = { days: HeatDays | null; told: IncidentHeat | undefined };

const GLOW = 'linear-gradient(to right, transparent, var(--heat1), var(--heat2), var(--heat3), var(--heat4))';

export function HeatLegend({ heat: { days, told } }: { heat: Heat }) {
  return (
    <div className={styles.heat} data-testid="heat">
      <button
        type="button"
        className={styles.unfold}
        aria-expanded={days !== null}
        onClick={() => run(actionOf('incident-heat'))}
        data-testid="heat-toggle"
      >
        {t('map.legend.heat.title')}
        <i data-open={days !== null}>
          <Icon name="down" size={13} />
        </i>
      </button>
      {days !== null && (
        <>
          <div className={styles.measures}>
            {HEAT_DAYS.map((length) => (
              <button
                type="button"
                key={length}
                aria-pressed={length === days}
                onClick={() => place.set({ heat: length })}
                data-testid={`heat-${length}`}
              >
                {t('map.legend.heat.days', { count: length })}
              </button>
            ))}
          </div>
          <div className={styles.ramp}>
            <i style={{ background: GLOW }} />
          </div>
          <div className={styles.ticks}>
            <span>{t('map.legend.heat.few')}</span>
            <span>{t('map.legend.heat.many')}</span>
          </div>
          {told && (
            <p className={styles.means} data-testid="heat-told">
              {t(`map.legend.heat.${wordOf(told)}`, { placed: figure(told.placed), unplaced: figure(told.unplaced) })}
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** What is not on the map is told only where there is some. */
function wordOf({ placed, unplaced }: IncidentHeat): 'none' | 'all' | 'some' {
  if (placed + unplaced === 0) return 'none';
  return unplaced === 0 ? 'all' : 'some';
}
