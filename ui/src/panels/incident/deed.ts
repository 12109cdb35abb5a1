// What is said with a deed, and the order in which deeds stand.

import type { Attachment } from '../../bridge/wire/Attachment';
import type { FollowUpResult } from '../../bridge/wire/FollowUpResult';
import type { IncidentDeed } from '../../bridge/wire/IncidentDeed';
import type { IncidentState } from '../../bridge/wire/IncidentState';
import type { IncidentStep } from '../../bridge/wire/IncidentStep';
import type { Party } from '../../bridge/wire/Party';

/** What somebody has said so far; each deed takes from it what it needs. */
export type Said = {
  words: string;
  basis: string;
  /** Who answers for it, or whose it is. */
  party: Party | null;
  assisting: Party[];
  request: 'extension' | 'suspension';
  /** As the field of day and time has it, by this machine's clock. */
  until: string;
  reached: FollowUpResult | null;
  witness: string | null;
  into: string | null;
  attachments: Attachment[];
};

export const NOTHING: Said = {
  words: '',
  basis: '',
  party: null,
  assisting: [],
  request: 'extension',
  until: '',
  reached: null,
  witness: null,
  into: null,
  attachments: [],
};

/** Deeds with which nothing is said. */
const SILENT: readonly IncidentDeed[] = ['accept', 'take_on', 'arrive', 'grant', 'resume'];

export const isSilent = (deed: IncidentDeed): boolean => SILENT.includes(deed);

/** What comes next in each state; the first that may be done is what most do. */
const NEXT: Record<IncidentState, readonly IncidentDeed[]> = {
  reported: ['accept', 'decline', 'settle', 'merge'],
  reopened: ['accept', 'assign'],
  accepted: ['assign', 'settle', 'merge'],
  returned: ['assign', 'merge'],
  assigned: ['take_on', 'arrive', 'return'],
  disposing: ['grant', 'deny', 'arrive', 'dispose', 'ask'],
  on_site: ['grant', 'deny', 'dispose', 'ask', 'return'],
  suspended: ['resume'],
  disposed: ['pass', 'fail'],
  verified: ['close', 'follow_up'],
  closed: ['reopen', 'refuse_reopen', 'ask_reopen'],
  declined: ['reopen', 'refuse_reopen', 'ask_reopen'],
  merged: ['split'],
  void: [],
};

/** All that something may be said with. */
export const DEEDS: readonly IncidentDeed[] = [...new Set(Object.values(NEXT).flat()), 'void', 'chase', 'supervise'];

/** Those of a state that may be done, the next step first. */
export function nextDeeds(state: IncidentState, may: (deed: IncidentDeed) => boolean): IncidentDeed[] {
  return NEXT[state].filter(may);
}

/** The step that was said; none: something is missing. */
export function stepOf(deed: IncidentDeed, said: Said): IncidentStep | null {
  const words = said.words.trim();
  if (deed === 'merge') return said.into === null ? null : { step: deed, into: said.into };
  if (deed === 'accept' || deed === 'take_on' || deed === 'arrive' || deed === 'grant' || deed === 'resume')
    return { step: deed };
  if (words === '') return null;
  const { attachments } = said;
  const shown = attachments.length > 0 ? { attachments } : {};
  const witness = said.witness === null ? {} : { witness: said.witness };
  switch (deed) {
    case 'assign':
      return said.party && { step: deed, lead: said.party, assisting: said.assisting, words };
    case 'return': {
      const basis = said.basis.trim();
      return basis === '' || !said.party ? null : { step: deed, reason: words, basis, proposed: said.party };
    }
    case 'ask': {
      if (said.until === '') return null;
      const until = new Date(said.until).toISOString();
      return { step: deed, request: { for: said.request, until }, reason: words };
    }
    case 'dispose':
      return { step: deed, words, ...shown };
    case 'pass':
      return { step: deed, words, ...shown, ...witness };
    case 'fail':
      return { step: deed, reason: words, ...shown, ...witness };
    case 'follow_up':
      return said.reached && { step: deed, reached: said.reached, words };
    case 'settle':
    case 'close':
    case 'chase':
    case 'supervise':
      return { step: deed, words };
    default:
      return { step: deed, reason: words };
  }
}

/** `unit/U1`, as lists of parties know them; a path or an id may hold anything but the first slash. */
export const keyOfParty = ({ who, id }: Party): string => `${who}/${id}`;

export function partyOfKey(key: string): Party {
  const slash = key.indexOf('/');
  return { who: key.slice(0, slash) === 'unit' ? 'unit' : 'grid', id: key.slice(slash + 1) };
}
