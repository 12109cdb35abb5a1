// The board of the order that is shown, following the news at its own pace: each time it moves, the page draws it anew.

import { useEffect, useSyncExternalStore } from 'react';
import type { Told } from '../bridge/wire/Told';
import { applyTold, type LiveBoard, openBoard } from './board';
import { answers, orderQuestion } from './questions';

/** A flood of receipts moves the board at this pace, in milliseconds; a single one moves it at once. */
const PACE = 100;
/** News that a board answer still under way may not have seen. */
const REMEMBERED = 8000;

type Shown = { id: string; board: LiveBoard | null; failure: unknown; version: number };

let shown: Shown = { id: '', board: null, failure: null, version: 0 };
let recent: Told[] = [];
let due: ReturnType<typeof setTimeout> | undefined;
let published = 0;
let unfollow: () => void = () => {};
const listeners = new Set<() => void>();

/** Shows an order's board; none with an empty id. */
export function followOrder(id: string): void {
  if (shown.id === id) return;
  unfollow();
  shown = { id, board: null, failure: null, version: shown.version + 1 };
  publish();
  if (id === '') return;
  const asked = orderQuestion(id);
  const cache = answers.getQueryCache();
  const take = (): void => {
    const state = answers.getQueryState<Awaited<ReturnType<typeof asked.queryFn>>>(asked.queryKey);
    if (shown.id !== id || !state) return;
    if (state.error && state.error !== shown.failure) {
      shown = { ...shown, failure: state.error };
      publish();
    }
    if (state.data && state.data !== shown.board?.card) {
      const board = openBoard(state.data);
      for (const told of recent) applyTold(board, told);
      shown = { ...shown, board, failure: null };
      publish();
    }
  };
  const stop = cache.subscribe((event) => {
    if (event.query.queryKey[0] === 'order') take();
  });
  unfollow = stop;
  void answers.prefetchQuery(asked).then(take);
  take();
}

/** Lets the news into the board that is shown; says whether words may have come that only the desk can tell. */
export function tellBoards(news: Told[]): boolean {
  let moved = false;
  let hasWords = false;
  for (const told of news) {
    if (told.news.type !== 'receipt_marked') continue;
    recent.push(told);
    if (!shown.board || !applyTold(shown.board, told)) continue;
    moved = true;
    hasWords ||= told.news.progress === 'done' || told.news.progress === 'refused';
  }
  if (recent.length > REMEMBERED) recent = recent.slice(-REMEMBERED / 2);
  if (moved && due === undefined) {
    const wait = Math.max(0, published + PACE - performance.now());
    due = setTimeout(() => {
      due = undefined;
      publish();
    }, wait);
  }
  return hasWords;
}

/** The board that is shown, for code outside React. */
export function shownBoard(): LiveBoard | null {
  return shown.board;
}

/** Calls back whenever the shown board moved. */
export function onBoard(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The board of `id`, with a version that grows as it moves. */
export function useBoard(id: string | null): Shown {
  useEffect(() => followOrder(id ?? ''), [id]);
  return useSyncExternalStore(onBoard, () => shown);
}

function publish(): void {
  published = performance.now();
  shown = { ...shown, version: shown.version + 1 };
  for (const listener of listeners) listener();
}
