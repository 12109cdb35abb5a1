// A failure in the words of this page, by its code.

import { CallFailed } from '../bridge/failed';
import type { Failure } from '../bridge/wire/Failure';
import { isWord, say } from './words';

export type Told = { what: string; advice: string };

/** What happened and what to do instead. */
export function tell(failure: Failure): Told {
  const params = { ...failure.params, message: failure.message, reference: failure.reference ?? failure.code };
  const ours = `failure.${failure.code}`;
  const key = isWord(ours) ? ours : (`failure.${failure.kind}` as const);
  const advice = `${key}.advice`;
  return { what: say(key, params), advice: isWord(advice) ? say(advice, params) : '' };
}

/** Whether the desk may never have heard of it, or could not answer: the same call again may help. */
export function isPassing(failure: unknown): boolean {
  return !(failure instanceof CallFailed) || failure.failure.kind === 'broken';
}

/** Whatever was thrown, as the desk would have told it. */
export function failureOf(failure: unknown): Failure {
  if (failure instanceof CallFailed) return failure.failure;
  const message = String(failure);
  return { kind: 'broken', code: 'page', params: {}, message, advice: '', reference: null, faults: [] };
}
