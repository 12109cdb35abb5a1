import { CallFailed } from '../bridge/failed';
import type { Fault } from '../bridge/wire/Fault';
import type { SetKind } from '../bridge/wire/SetKind';
import { spoken } from './spoken';
import { known, t } from './words';

export type FailureWords = {
  title: string;
  advice: string;
  reference: string | null;
  kind: 'refused' | 'invalid' | 'broken';
};

export type FaultWords = {
  /** What is wrong. */
  sentence: string;
  /** What to do. */
  advice: string;
  /** Row or feature, and field; empty when it is the file as a whole. */
  where: string;
};

/** What failed, in the table's words by its code; in the page's own where only the page knows; else in the desk's. */
export function failureWords(cause: unknown): FailureWords {
  if (!(cause instanceof CallFailed)) {
    return {
      title: t('failure.says.broken'),
      advice: t('failure.advice.broken'),
      reference: String(cause),
      kind: 'broken',
    };
  }
  const { code, params, message, advice, reference, kind } = cause.failure;
  const words = spoken(code, params);
  return {
    title: words?.sentence ?? known(`failure.says.${code}`, { ...params, message }) ?? message,
    advice: words?.advice ?? known(`failure.advice.${code}`, { ...params, message }) ?? advice,
    reference,
    kind,
  };
}

/** What is wrong with a file of some kind, and where. */
export function faultWords(fault: Fault, of?: SetKind): FaultWords {
  const words = spoken(fault.code, fault.params);
  // Tables have rows, layers have features.
  const unit = of === undefined || of === 'posts' || of === 'streams' ? 'row' : 'feature';
  const row = fault.row === null ? [] : [t(`failure.where.${unit}`, { row: fault.row })];
  return {
    sentence: words?.sentence ?? fault.message,
    advice: words?.advice ?? '',
    where: [...row, ...(fault.field === null ? [] : [fault.field])].join(' · '),
  };
}
