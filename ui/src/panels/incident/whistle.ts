// What is said with a step on a whistle, and when nothing of it is missing.

import type { Party } from '../../bridge/wire/Party';
import type { SummonsLine } from '../../bridge/wire/SummonsLine';
import type { WhistleDeed } from '../../bridge/wire/WhistleDeed';
import type { WhistleDraft } from '../../bridge/wire/WhistleDraft';
import type { WhistleKind } from '../../bridge/wire/WhistleKind';
import type { WhistleMark } from '../../bridge/wire/WhistleMark';
import type { WhistleStep } from '../../bridge/wire/WhistleStep';
import { keyOfParty } from './deed';

export const MARKS: WhistleMark[] = ['content', 'partly', 'unhappy'];

/** What one of those called takes on, as it is being written. */
export type Task = { party: Party | null; words: string; until: string };

/** What somebody has said so far; each deed takes from it what it needs. */
export type WhistleSaid = { words: string; mark: WhistleMark | null; present: Party[]; tasks: Task[] };

export const UNSAID: WhistleSaid = { words: '', mark: null, present: [], tasks: [] };

/** Deeds with which nothing is said. */
export const isWordless = (deed: WhistleDeed): boolean => deed === 'answer' || deed === 'arrive';

/** The step that was said; none: something is missing. `party`: whose it is, where it is about one of those called. */
export function whistleStepOf(deed: WhistleDeed, party: Party | null, said: WhistleSaid): WhistleStep | null {
  const words = said.words.trim();
  if (deed === 'note') {
    const undertakings = said.tasks.flatMap(({ party: who, words: what, until }) =>
      who === null || what.trim() === '' || until === ''
        ? []
        : [{ party: who, words: what.trim(), until: new Date(until).toISOString() }],
    );
    const isWhole = undertakings.length === said.tasks.length;
    return words === '' || !isWhole ? null : { step: deed, minutes: { words, present: said.present, undertakings } };
  }
  if (deed === 'end') return words === '' ? null : { step: deed, words };
  if (party === null) return null;
  if (deed === 'answer' || deed === 'arrive') return { step: deed, party };
  if (deed === 'refuse') return words === '' ? null : { step: deed, party, reason: words };
  // A mark speaks for itself, unless it is a bad one.
  if (said.mark === null || (said.mark === 'unhappy' && words === '')) return null;
  return { step: 'rate', party, of: deed === 'rate_called' ? 'called' : 'caller', mark: said.mark, words };
}

/** Who is called, and in how many minutes; none: in as many as is usual. */
export type Call = { party: Party; minutes: number | null };

export type Blowing = { kind: WhistleKind; words: string; called: Call[] };

/** What is blown; none: something is missing. */
export function draftOf(incident: string, { kind, words, called }: Blowing): WhistleDraft | null {
  if (words.trim() === '' || called.length === 0) return null;
  return {
    incident,
    kind,
    words: words.trim(),
    called: called.map(({ party, minutes }) => (minutes === null ? { party } : { party, minutes })),
  };
}

/** Those of the list, each with the minutes that it had before. */
export function calledAs(parties: readonly Party[], before: readonly Call[]): Call[] {
  return parties.map(
    (party) => before.find((one) => keyOfParty(one.party) === keyOfParty(party)) ?? { party, minutes: null },
  );
}

/** How many are there, of how many that are called. */
export function thereOf(called: readonly SummonsLine[]): { there: number; all: number } {
  return { there: called.filter(({ on_site }) => on_site === 'there').length, all: called.length };
}
