// How a message on its way out is spoken of, on the board and in the list.

import type { RungSent } from '../bridge/wire/RungSent';
import type { SendLine } from '../bridge/wire/SendLine';
import { figure } from '../shared/format';
import { t } from './words';

/** 短信已送达. */
export function sendWords({ by, state }: SendLine): string {
  return t('gateway.stands', { name: t(`gateway.name.${by}`), state: t(`gateway.state.${state}`) });
}

/** Why it stands there: what we know ourselves, or what the gateway said. */
export function sendReason({ why, said }: SendLine): string {
  const known = why === null ? [] : [t(`gateway.why.${why}`)];
  return [...known, ...(said === null ? [] : [said])].join('：');
}

/** What a rung of a ladder sent out, and what that cost. */
export function sentWords({ by, messages, thousandths, currency }: RungSent): string {
  const sent = { name: t(`gateway.name.${by}`), count: figure(messages) };
  return thousandths === null
    ? t('gateway.sent', sent)
    : t('gateway.sentCost', { ...sent, ...costOf(thousandths, currency) });
}

/** Thousandths as money, with no more decimals than there are, and of what. */
export function costOf(thousandths: number, currency: string): { cost: string; currency: string } {
  return { cost: (thousandths / 1000).toFixed(3).replace(/0$/, ''), currency };
}
