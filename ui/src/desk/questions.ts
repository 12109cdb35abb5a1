// What this page has asked the desk, and how it asks again when the news says that something changed.

import { QueryClient, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import type { AnswerTo, QuestionName, QuestionOf } from '../bridge/bridge';
import { isLost } from '../bridge/failed';
import { bridge } from '../bridge/open';
import type { BoardWish } from '../bridge/wire/BoardWish';
import type { Draft } from '../bridge/wire/Draft';
import type { IncidentWish } from '../bridge/wire/IncidentWish';
import type { ItemName } from '../bridge/wire/ItemName';
import type { JournalWish } from '../bridge/wire/JournalWish';
import type { Position } from '../bridge/wire/Position';
import type { RechecksShown } from '../bridge/wire/RechecksShown';
import type { ReviewDimension } from '../bridge/wire/ReviewDimension';
import type { ReviewPeriod } from '../bridge/wire/ReviewPeriod';
import type { WhistlesShown } from '../bridge/wire/WhistlesShown';

const ORDERS_SHOWN = 500;
const PRINTS_SHOWN = 1000;
const AMENDMENTS_SHOWN = 50;
const ENTRIES_SHOWN = 200;
const INCIDENTS_AT_ONCE = 100;
const MOST_PAGES = 20;
/** A light that turns red is no news. */
const CLOCKS_GO_ON = 30_000;
const FIGURES_GO_ON = 60_000;
/** Whose page is open is no news: a preview that is looked at asks again, in milliseconds. */
const PAGES_COME_AND_GO = 10_000;
const TROUBLE_BEAT = 30_000;
const WORDS_GO_ON = 2_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      // News says when an answer is stale; time does not.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (tries, failure) => isLost(failure) && tries < 20,
      retryDelay: (tries) => Math.min(4000, 300 * 2 ** tries),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

export function question<Name extends QuestionName>(asked: QuestionOf<Name>) {
  return {
    queryKey: [asked.type, asked] as const,
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<AnswerTo<Name>> => bridge.ask<Name>(asked, signal),
  };
}

export const districtQuestion = question<'district'>({ type: 'district' });
export const placesQuestion = question<'places'>({ type: 'places' });
export const orderQuestion = (id: string) => question<'order'>({ type: 'order', id });
export const measuresQuestion = (scope: string | null, level: number) =>
  question<'measures'>({ type: 'measures', scope, level });
export const outlinesQuestion = (scope: string | null, level: number) =>
  question<'outlines'>({ type: 'outlines', scope, level });
export const gridQuestion = (path: string) => question<'grid'>({ type: 'grid', path });

export const useDistrict = (enabled: boolean) => useQuery({ ...districtQuestion, enabled });
export const usePlaces = (enabled: boolean) => useQuery({ ...placesQuestion, enabled });
export const useOrders = (enabled: boolean) =>
  useQuery({
    ...question<'orders'>({ type: 'orders', scope: null, limit: ORDERS_SHOWN }),
    enabled,
    placeholderData: (before) => before,
  });

/** The site's gateways, and what waits or came to no good end. */
export const useGateways = (enabled: boolean) => useQuery({ ...question<'gateways'>({ type: 'gateways' }), enabled });

/** Ways in for other systems; how often each was used is no news, so whoever looks asks anew. */
export const useIntakes = () => useQuery({ ...question<'intakes'>({ type: 'intakes' }), refetchOnMount: 'always' });

/** The broker at which sensors speak; what it hears is no news. */
export const useSensors = () =>
  useQuery({
    ...question<'sensors'>({ type: 'sensors' }),
    refetchInterval: WORDS_GO_ON,
    placeholderData: (before) => before,
  });

/** When the silent are called, by priority. */
export const useLadders = () => useQuery(question<'ladders'>({ type: 'ladders' }));

export const useImports = (enabled: boolean) =>
  useQuery({ ...question<'imports'>({ type: 'imports' }), enabled, placeholderData: (before) => before });

export const useSchemes = (enabled: boolean) =>
  useQuery({ ...question<'schemes'>({ type: 'schemes' }), enabled, placeholderData: (before) => before });

/** The prints of a grid and of all below it, of all that the seat covers where none is named: the newest. */
export const usePrints = (scope: string | null, enabled: boolean) =>
  useQuery({
    ...question<'prints'>({ type: 'prints', scope, from: 0, limit: PRINTS_SHOWN }),
    enabled,
    placeholderData: (before) => before,
  });

/** Two schemes side by side; none as the earlier one is what is in force. */
export const useCompare = (from: string | null, to: string) =>
  useQuery({ ...question<'compare'>({ type: 'compare', from, to }), gcTime: 30_000 });

/** One grid of a scheme with its boundary. */
export const useShape = (scheme: string, path: string | null) =>
  useQuery({
    ...question<'shapes'>({ type: 'shapes', scheme, paths: path === null ? [] : [path] }),
    enabled: path !== null,
    gcTime: 30_000,
  });

export const useGrid = (path: string | null) =>
  useQuery({ ...gridQuestion(path ?? ''), enabled: path !== null, placeholderData: (before) => before });

export const useVenue = (id: string | null) =>
  useQuery({ ...question<'venue'>({ type: 'venue', id: id ?? '' }), enabled: id !== null });

export const useCheckpoint = (id: string | null) =>
  useQuery({ ...question<'checkpoint'>({ type: 'checkpoint', id: id ?? '' }), enabled: id !== null });

export const useUnit = (id: string | null) =>
  useQuery({ ...question<'unit'>({ type: 'unit', id: id ?? '' }), enabled: id !== null });

/** All units, for who may own something. */
export const useUnits = (enabled: boolean) => useQuery({ ...question<'units'>({ type: 'units' }), enabled });

export const useAsset = (id: string | null) =>
  useQuery({ ...question<'asset'>({ type: 'asset', id: id ?? '' }), enabled: id !== null });

/** One item as it can be changed by hand, and how it was. */
export const useItem = (name: ItemName | null) =>
  useQuery({ ...question<'item'>({ type: 'item', name: name ?? { of: 'venue', id: '' } }), enabled: name !== null });

/** What was changed by hand, newest first. */
export const useAmendments = (enabled: boolean) =>
  useQuery({ ...question<'amendments'>({ type: 'amendments', limit: AMENDMENTS_SHOWN }), enabled });

/** Entries of the journal: the newest of those that are wished. */
export const useJournal = (wish: JournalWish) =>
  useQuery({
    ...question<'journal'>({ type: 'journal', wish, from: 0, limit: ENTRIES_SHOWN }),
    placeholderData: (before) => before,
  });

/** One incident. */
export const incidentQuestion = (id: string) => question<'incident'>({ type: 'incident', id });

export const useIncident = (id: string | null) =>
  useQuery({
    ...incidentQuestion(id ?? ''),
    enabled: id !== null,
    placeholderData: (before) => before,
    // Its clocks go on though nothing happens.
    refetchInterval: CLOCKS_GO_ON,
  });

/** What an address may mean. It is kept nowhere, not even here once it is no longer asked for. */
export const useAddress = (words: string | null) =>
  useQuery({
    ...question<'find_address'>({ type: 'find_address', words: words ?? '', near: null }),
    enabled: words !== null,
    gcTime: 0,
  });

/** What the desk tells of an incident is no news to the page that did it: it asks again. */
export function askForIncidentAgain(): void {
  void answers.invalidateQueries({ queryKey: ['incident'] });
}

export const LOOKS_AT_ONCE = 100;

/** Who looked at callers; asked anew whenever it is shown, for nobody is told of another's looks. */
export const useContactLooks = (wish: Omit<QuestionOf<'contact_looks'>, 'type' | 'from' | 'limit'>, pages: number) =>
  useQueries({
    queries: Array.from({ length: pages }, (_, page) => ({
      ...question<'contact_looks'>({
        type: 'contact_looks',
        ...wish,
        from: page * LOOKS_AT_ONCE,
        limit: LOOKS_AT_ONCE,
      }),
      staleTime: 0,
      placeholderData: (before: AnswerTo<'contact_looks'> | undefined) => before,
    })),
    combine: looksInOne,
  });

const looksInOne = (asked: UseQueryResult<AnswerTo<'contact_looks'>>[]) => ({
  looks: asked.flatMap(({ data }) => data?.looks ?? []),
  first: asked[0]?.data,
  failure: asked.find(({ error }) => error !== null)?.error ?? null,
});

/** What becomes of callers now; asked anew whenever it is shown, for it goes with the time. */
export const useRetention = (enabled: boolean) =>
  useQuery({ ...question<'retention'>({ type: 'retention' }), enabled, staleTime: 0 });

export function askForRetentionAgain(): void {
  void answers.invalidateQueries({ queryKey: ['retention'] });
}

/** One function for ever, so that the same answers are the same list: the map is drawn anew with each other one. */
const inOne = (asked: UseQueryResult<AnswerTo<'incidents'>>[]) => ({
  incidents: asked.flatMap(({ data }) => data?.incidents ?? []),
  first: asked[0]?.data,
  failure: asked.find(({ error }) => error !== null)?.error ?? null,
});

/** Pages of the incidents that are wished, newest first. */
export const useIncidents = (wish: IncidentWish, pages: number, { enabled = true, beat = CLOCKS_GO_ON } = {}) =>
  useQueries({
    queries: Array.from({ length: pages }, (_, page) => ({
      ...question<'incidents'>({
        type: 'incidents',
        wish,
        from: page * INCIDENTS_AT_ONCE,
        limit: INCIDENTS_AT_ONCE,
      }),
      enabled,
      placeholderData: (before: AnswerTo<'incidents'> | undefined) => before,
      refetchInterval: beat > 0 && beat,
    })),
    combine: inOne,
  });

/** All the incidents that are wished, page after page, up to two thousand; their clocks are not looked at. */
export function useAllIncidents(wish: IncidentWish, enabled = true) {
  const how = { enabled, beat: 0 };
  const total = useIncidents(wish, 1, how).first?.total ?? 0;
  return useIncidents(wish, Math.min(MOST_PAGES, Math.max(1, Math.ceil(total / INCIDENTS_AT_ONCE))), how);
}

/** The figures of a period, divided. Deadlines come though nothing happens. */
export const useReview = (period: ReviewPeriod, scope: string | null, by: ReviewDimension) =>
  useQuery({
    ...question<'review'>({ type: 'review', period, scope, by }),
    placeholderData: (before) => before,
    refetchInterval: FIGURES_GO_ON,
    gcTime: 60_000,
  });

/** What the review of a period decided, and what is open from before. */
export const useCharges = (review: ReviewPeriod, enabled: boolean) =>
  useQuery({ ...question<'charges'>({ type: 'charges', review }), enabled, placeholderData: (before) => before });

/** What stands out in a period. */
export const useReviewSignals = (period: ReviewPeriod, scope: string | null, enabled: boolean) =>
  useQuery({ ...question<'review_signals'>({ type: 'review_signals', period, scope }), enabled, gcTime: 60_000 });

/** The newest whistles of these. */
export const useWhistles = (which: WhistlesShown) =>
  useQuery({
    ...question<'whistles'>({ type: 'whistles', wish: { scope: null, which }, from: 0, limit: 100 }),
    placeholderData: (before) => before,
    refetchInterval: CLOCKS_GO_ON,
  });

/** Where one looks again, of these what is owed longest. */
export const useRechecks = (which: RechecksShown) =>
  useQuery({
    ...question<'rechecks'>({ type: 'rechecks', wish: { scope: null, which }, from: 0, limit: 100 }),
    placeholderData: (before) => before,
    refetchInterval: CLOCKS_GO_ON,
  });

/** How many incidents wait for somebody to accept them. */
export const useWaitingIncidents = (enabled: boolean): number =>
  useQuery({
    ...question<'incidents'>({
      type: 'incidents',
      wish: { scope: null, states: ['reported'], kinds: [], channels: [], mine: false, wants_reopening: false },
      from: 0,
      limit: 0,
    }),
    enabled,
  }).data?.counts.find(({ state }) => state === 'reported')?.count ?? 0;

/** What came in since so many days ago; of the hour, so that a page that draws asks once. */
export const useIncidentHeat = (days: number | null) => {
  const since = new Date(Math.floor(Date.now() / HOUR) * HOUR - (days ?? 0) * DAY).toISOString();
  return useQuery({ ...question<'incident_heat'>({ type: 'incident_heat', since }), enabled: days !== null });
};

/** Open incidents as the map has them. */
export const useIncidentRings = (enabled: boolean) =>
  useQuery({ ...question<'incident_rings'>({ type: 'incident_rings' }), enabled });

/** Open incidents in columns. Clocks run out though nothing happens. */
export const useIncidentBoard = (wish: BoardWish) =>
  useQuery({
    ...question<'incident_board'>({ type: 'incident_board', wish }),
    placeholderData: (before) => before,
    refetchInterval: CLOCKS_GO_ON,
    gcTime: 60_000,
  });

/** Open incidents close by a place. */
export const useIncidentsNear = (position: Position | null) =>
  useQuery({
    ...question<'incidents_near'>({ type: 'incidents_near', position: position ?? [0, 0] }),
    enabled: position !== null,
    gcTime: 30_000,
  });

/** Who has the watch, and the calls that were missed. */
export const useWatch = (enabled: boolean) => useQuery({ ...question<'watch'>({ type: 'watch' }), enabled });

export const alarmsQuestion = question<'alarms'>({ type: 'alarms' });

/** What needs an answer. That this desk cannot write its store is no news: it is looked after in a beat. */
export const useAlarms = (enabled: boolean) => useQuery({ ...alarmsQuestion, enabled, refetchInterval: TROUBLE_BEAT });

/** What is open now, as a handover sums it up. */
export const useHandover = (enabled: boolean) => useQuery({ ...question<'handover'>({ type: 'handover' }), enabled });

/** A post that calls. */
export const useCaller = (post: string | null) =>
  useQuery({ ...question<'caller'>({ type: 'caller', post: post ?? '' }), enabled: post !== null });

/** What fits `text`; `isSettled` says that it does: while an answer is awaited, `data` is that of the text before. */
export function useSearch(text: string) {
  const found = useQuery({
    ...question<'search'>({ type: 'search', text, limit: 40 }),
    enabled: text !== '',
    placeholderData: (before) => before,
    staleTime: 10_000,
    gcTime: 30_000,
  });
  // A desk that cannot be reached is asked again and again; whoever waits is told why.
  const failure = found.error ?? found.failureReason;
  const isAwaited = text !== '' && failure === null && (found.isPending || found.isPlaceholderData);
  return { data: found.data, failure, isSettled: !isAwaited };
}

export const useReach = (draft: Draft | null, minutes: number) => {
  // Words don't change whom an order reaches, so they don't ask again; what goes out by a gateway holds them.
  const goesOut = draft !== null && (draft.outside ?? null) !== null;
  const asked: Draft | null = draft && { ...draft, text: goesOut ? draft.text : '', deadline: null };
  return useQuery({
    queryKey: ['reach', asked, goesOut ? minutes : 0] as const,
    queryFn: ({ signal }): Promise<AnswerTo<'reach'>> => {
      if (!asked) throw new Error('no draft');
      const deadline = goesOut && minutes > 0 ? new Date(Date.now() + minutes * 60_000).toISOString() : null;
      return bridge.ask<'reach'>({ type: 'reach', draft: { ...asked, deadline } }, signal);
    },
    enabled: asked !== null,
    placeholderData: (before) => before,
    gcTime: 30_000,
    refetchInterval: PAGES_COME_AND_GO,
  });
};

/** A page of what a figure of the preview counts. */
export const useReached = (wish: Omit<QuestionOf<'reached'>, 'type'>) =>
  useQuery({
    ...question<'reached'>({ type: 'reached', ...wish, draft: { ...wish.draft, text: '', deadline: null } }),
    placeholderData: (before) => before,
    gcTime: 30_000,
  });

/** Saved targets and templates. */
export const useSaved = (enabled: boolean) => useQuery({ ...question<'saved'>({ type: 'saved' }), enabled });
