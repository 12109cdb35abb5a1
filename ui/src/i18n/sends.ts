// How a message on its way out is spoken of, on the board and in the list.

import type { SendLine } from '../bridge/wire/SendLine';
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
