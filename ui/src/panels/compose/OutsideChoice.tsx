// Whom the order reaches by the site's SMS or voice gateway as well, and what that comes to: what happens when it is sent.

import type { GatewayKind } from '../../bridge/wire/GatewayKind';
import type { Outside } from '../../bridge/wire/Outside';
import type { OutsidePlan } from '../../bridge/wire/OutsidePlan';
import type { ReachCard } from '../../bridge/wire/ReachCard';
import type { RungPlan } from '../../bridge/wire/RungPlan';
import type { Whom } from '../../bridge/wire/Whom';
import { costOf } from '../../i18n/sends';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Picker } from '../../shared/Picker';
import styles from './compose.module.css';

type Props = { reach: ReachCard; chosen: Outside | null; onChoose: (outside: Outside | null) => void };

const WHOM: Whom[] = ['without_page', 'everybody'];

export function OutsideChoice({ reach, chosen, onChoose }: Props) {
  const { open, is_drill, plan, rung } = reach.outside;
  if (open.length === 0) {
    if (reach.without_page === 0) return null;
    const words = is_drill
      ? t('gateway.compose.drill')
      : t('gateway.compose.nobody', { count: figure(reach.without_page) });
    return (
      <p className={styles.rule} data-testid="outside-none">
        {words}
      </p>
    );
  }
  const options = open.flatMap((by: GatewayKind) =>
    WHOM.map((whom) => ({ value: `${by} ${whom}`, label: t(`gateway.compose.${by}.${whom}`), outside: { by, whom } })),
  );
  const value = chosen ? `${chosen.by} ${chosen.whom}` : '';
  return (
    <div className={styles.outside} data-testid="outside">
      <span>{t('gateway.compose.label')}</span>
      <Picker
        size="small"
        aria-label={t('gateway.compose.label')}
        value={value}
        options={[{ value: '', label: t('gateway.compose.none') }, ...options]}
        onChange={(next: string) => onChoose(options.find((one) => one.value === next)?.outside ?? null)}
        data-testid="outside-choice"
      />
      {chosen && plan && <Plan by={chosen.by} plan={plan} />}
      {rung && <AtRung rung={rung} />}
    </div>
  );
}

function Plan({ by, plan }: { by: GatewayKind; plan: OutsidePlan }) {
  const cost =
    plan.thousandths === null
      ? t('gateway.compose.unpriced')
      : t('gateway.compose.cost', costOf(plan.thousandths, plan.currency));
  const parts = [
    t('gateway.compose.sends', { name: t(`gateway.name.${by}`), messages: figure(plan.messages) }),
    ...(plan.parts > 1 ? [t('gateway.compose.parts', { parts: figure(plan.parts) })] : []),
    cost,
    t('gateway.compose.left', { left: figure(plan.left_today) }),
  ];
  const warnings = [
    ...(plan.without_number > 0 ? [t('gateway.compose.without', { count: figure(plan.without_number) })] : []),
    ...(plan.tomorrow > 0 ? [t('gateway.compose.tomorrow', { count: figure(plan.tomorrow) })] : []),
  ];
  return (
    <>
      <p data-testid="outside-plan">
        {parts.join(' · ')}
        {warnings.length > 0 && <em> {warnings.join(' · ')}</em>}
      </p>
      <q data-testid="outside-text">{plan.text}</q>
    </>
  );
}

/** What the ladder sends out later, where nobody answers until then. */
function AtRung({ rung }: { rung: RungPlan }) {
  const { by, minutes, most, without_number, left_today } = rung;
  const parts = [
    t('gateway.compose.rung', { minutes, name: t(`gateway.name.${by}`), most: figure(most) }),
    ...(rung.thousandths === null ? [] : [t('gateway.compose.most', costOf(rung.thousandths, rung.currency))]),
    ...(without_number > 0 ? [t('gateway.compose.without', { count: figure(without_number) })] : []),
    ...(most > left_today ? [t('gateway.compose.left', { left: figure(left_today) })] : []),
  ];
  return <p data-testid="outside-rung">{parts.join(' · ')}</p>;
}
