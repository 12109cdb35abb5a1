// What somebody began to say with a deed and has not sent, of each incident, until it is sent or thrown away. It lives as
// long as the page: it may tell of people, and is kept on no disk.

import { useSyncExternalStore } from 'react';
import type { IncidentDeed } from '../../bridge/wire/IncidentDeed';
import type { Said } from './deed';

type Drafts = Readonly<Partial<Record<IncidentDeed, Said>>>;

const NONE: Drafts = {};

let all: ReadonlyMap<string, Drafts> = new Map();
const listeners = new Set<() => void>();

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function keep(incident: string, drafts: Drafts): void {
  const next = new Map(all);
  if (Object.keys(drafts).length === 0) next.delete(incident);
  else next.set(incident, drafts);
  all = next;
  for (const listener of listeners) listener();
}

/** What was begun of an incident, by deed. */
export const draftsOf = (incident: string): Drafts => all.get(incident) ?? NONE;

export const useDrafts = (incident: string): Drafts => useSyncExternalStore(listen, () => draftsOf(incident));

export const keepDraft = (incident: string, deed: IncidentDeed, said: Said): void =>
  keep(incident, { ...draftsOf(incident), [deed]: said });

/** It was sent, or thrown away. */
export function dropDraft(incident: string, deed: IncidentDeed): void {
  const { [deed]: _, ...rest } = draftsOf(incident);
  keep(incident, rest);
}

/** Whether somebody would miss it: a form that was opened and left as it was is no draft. */
export function isMissed(said: Said, begun: Said): boolean {
  return JSON.stringify(said) !== JSON.stringify(begun);
}
