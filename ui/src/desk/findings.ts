// What the check finds, as the page asks for it: by page, because there may be a hundred thousand.

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { AnswerTo, QuestionOf } from '../bridge/bridge';
import { bridge } from '../bridge/open';
import type { Finding } from '../bridge/wire/Finding';
import type { FindingKind } from '../bridge/wire/FindingKind';
import type { FindingState } from '../bridge/wire/FindingState';

/** How many findings one answer holds. */
export const PAGE = 500;

/** Which findings are wanted; an empty list of kinds means all. */
export type Wanted = {
  /** None: the published scheme. */
  scheme: string | null;
  kinds: readonly FindingKind[];
  level: number | null;
  state: FindingState | null;
};

export const EVERYTHING: Wanted = { scheme: null, kinds: [], level: null, state: null };

function asked(wanted: Wanted, page: number) {
  const { scheme, level, state } = wanted;
  const question: QuestionOf<'check'> = {
    type: 'check',
    scheme,
    kinds: [...wanted.kinds],
    level,
    state,
    from: page * PAGE,
    limit: PAGE,
  };
  return {
    queryKey: ['check', question] as const,
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<AnswerTo<'check'>> => bridge.ask<'check'>(question, signal),
    // What is wrong with a whole district is worked out anew after each change: only for who looks at it.
    gcTime: 60_000,
  };
}

/** The first page, with the figures of all. */
export const useCheck = (wanted: Wanted) => useQuery({ ...asked(wanted, 0), placeholderData: keepPreviousData });

/** Finds a row among the pages around those that are shown; undefined while its page is on its way. */
export function useRows(
  wanted: Wanted,
  total: number,
  first: number,
  last: number,
): (at: number) => Finding | undefined {
  const pages = pagesAround(total, first, last);
  const answers = useQueries({ queries: pages.map((page) => asked(wanted, page)) });
  return (at) => {
    const which = pages.indexOf(Math.floor(at / PAGE));
    return answers[which]?.data?.findings[at % PAGE];
  };
}

/** The pages of the rows that are shown, and one on either side so that nobody scrolls into a blank. */
export function pagesAround(total: number, first: number, last: number): number[] {
  const end = Math.max(0, Math.ceil(total / PAGE) - 1);
  const from = Math.min(end, Math.max(0, Math.floor(first / PAGE) - 1));
  const to = Math.min(end, Math.floor(last / PAGE) + 1);
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** One finding, with what can be drawn of it. */
export const useFinding = (scheme: string | null, key: string | null) =>
  useQuery({
    queryKey: ['finding', { type: 'finding', scheme, key: key ?? '' }] as const,
    queryFn: ({ signal }): Promise<AnswerTo<'finding'>> =>
      bridge.ask<'finding'>({ type: 'finding', scheme, key: key ?? '' }, signal),
    enabled: key !== null,
    placeholderData: (before) => (before?.finding.key === key ? before : undefined),
  });
