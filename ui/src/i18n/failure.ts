import { CallFailed } from '../bridge/failed';
import type { Fault } from '../bridge/wire/Fault';
import type { Finding } from '../bridge/wire/Finding';
import type { SetKind } from '../bridge/wire/SetKind';
import { type Spoken, spoken } from './spoken';
import { known, t } from './words';

export type FailureWords = {
  title: string;
  advice: string;
  reference: string | null;
  kind: 'refused' | 'invalid' | 'broken';
  /** What is wrong with a file that was refused; empty for every other failure. */
  faults: Fault[];
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
    const { sentence: title, advice } = spoken('broken', {}) ?? { sentence: String(cause), advice: '' };
    return { title, advice, reference: String(cause), kind: 'broken', faults: [] };
  }
  const { code, params, message, advice, reference, kind, faults } = cause.failure;
  // A refused file has its faults beside it; the failure's own code is that of the first.
  const words = spoken(faults.length > 0 ? 'import.refused' : code, params);
  return {
    title: words?.sentence ?? known(`failure.says.${code}`) ?? message,
    advice: words?.advice ?? known(`failure.advice.${code}`) ?? advice,
    reference,
    kind,
    faults,
  };
}

/** What is wrong with a file of some kind, and where. */
export function faultWords(fault: Fault, of?: SetKind | 'letters'): FaultWords {
  const words = spoken(fault.code, fault.params);
  // Tables have rows, boxes letters, layers features.
  const isTable = of === undefined || of === 'posts' || of === 'streams';
  const unit = of === 'letters' ? 'letter' : isTable ? 'row' : 'feature';
  const row = fault.row === null ? [] : [t(`failure.where.${unit}`, { row: fault.row })];
  return {
    sentence: words?.sentence ?? fault.message,
    advice: words?.advice ?? '',
    where: [...row, ...(fault.field === null ? [] : [fault.field])].join(' · '),
  };
}

/** What is wrong in the district, and what would repair it. */
export function findingWords(finding: Finding): Spoken {
  return spoken(finding.says, finding.params) ?? { sentence: finding.message, advice: '' };
}
