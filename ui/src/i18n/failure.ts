import { CallFailed } from '../bridge/failed';
import { known, t } from './words';

export type FailureWords = {
  title: string;
  advice: string;
  reference: string | null;
  kind: 'refused' | 'invalid' | 'broken';
};

/** What failed, in our words by its code; in the desk's own where we have none. */
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
  return {
    title: known(`failure.says.${code}`, { ...params, message }) ?? message,
    advice: known(`failure.advice.${code}`, { ...params, message }) ?? advice,
    reference,
    kind,
  };
}
