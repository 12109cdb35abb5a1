// Recordings of calls: which there are, and listening to one. What is heard stands in no state: it is asked for with a reason,
// decoded, played and gone.

import { useQueries, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { bridge } from '../bridge/open';
import type { RecordedSound } from '../bridge/wire/RecordedSound';
import type { RecordingList } from '../bridge/wire/RecordingList';
import { act } from './calls';
import { answers } from './questions';

const RECORDINGS = ['recordings'];
const AT_ONCE = 50;
/** Samples a second, as Opus has them. */
const RATE = 48_000;

/** Pages of the recordings, newest first; asked anew whenever they are shown. */
export function useRecordings(pages: number): { lists: RecordingList[]; failure: unknown } {
  return useQueries({
    queries: Array.from({ length: pages }, (_, page) => ({
      queryKey: [...RECORDINGS, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        bridge.ask<'recordings'>({ type: 'recordings', from: page * AT_ONCE, limit: AT_ONCE, days: null }, signal),
      staleTime: 0,
    })),
    combine: inOne,
  });
}

const inOne = (asked: readonly { data: RecordingList | undefined; error: unknown }[]) => ({
  lists: asked.flatMap(({ data }) => data ?? []),
  failure: asked.find(({ error }) => error !== null)?.error ?? null,
});

/** How many would go at once, were they kept for so many days; null: that is not known. */
export function useGoing(days: number | null): number | null {
  const asked = useQuery({
    queryKey: [...RECORDINGS, 'going', days],
    queryFn: ({ signal }) => bridge.ask<'recordings'>({ type: 'recordings', from: 0, limit: 0, days }, signal),
    enabled: days !== null,
    staleTime: 0,
  });
  return days === null ? null : (asked.data?.going ?? null);
}

export function askForRecordingsAgain(): void {
  void answers.invalidateQueries({ queryKey: RECORDINGS });
}

export type Listening = {
  /** Which call is heard. */
  call: string;
  is: 'asking' | 'playing' | 'ended' | 'undecodable' | 'empty' | 'failed';
  /** How far it is, and how long all of it, in milliseconds; as far as it was asked for. */
  at: number;
  all: number;
  failure: unknown;
};

/** What is listened to now; at most one recording. */
export const useListening = create<{ now: Listening | null }>(() => ({ now: null }));

let stopPlaying = (): void => {};

/** Says why, and plays all that was said, both sides as they spoke. */
export async function listen(call: string, words: string): Promise<void> {
  stopListening();
  let isOver = false;
  const context = new AudioContext({ sampleRate: RATE });
  stopPlaying = () => {
    isOver = true;
    void context.close().catch(() => {});
  };
  const tell = (change: Partial<Listening>): void => {
    if (isOver) return;
    useListening.setState(({ now }) => ({
      now: { call, is: 'asking', at: 0, all: 0, failure: null, ...now, ...change },
    }));
  };
  tell({});
  try {
    for (let from: number | null = 0; from !== null && !isOver; ) {
      const outcome = await act({ type: 'listen_to_recording', call, words, from });
      if (outcome.type !== 'recording_heard') throw new Error(`a recording answers ${outcome.type}`);
      if (from === 0) askForRecordingsAgain();
      if (outcome.pieces.length === 0) return tell({ is: 'empty' });
      if (isOver) return;
      await playAll(context, outcome.pieces, (at, all) => tell({ is: 'playing', at, all }));
      from = outcome.next;
    }
    tell({ is: 'ended' });
  } catch (failure) {
    tell(failure instanceof Undecodable ? { is: 'undecodable' } : { is: 'failed', failure });
  }
}

/** Falls silent; what was heard is gone. */
export function stopListening(): void {
  stopPlaying();
  stopPlaying = () => {};
  useListening.setState({ now: null });
}

/** This machine has no decoder for it. */
class Undecodable extends Error {}

/** So often it is told how far it is, in milliseconds. */
const BEAT = 250;

/** Plays pieces at the times at which they were said; settles at their end, or once the context is closed. */
async function playAll(
  context: AudioContext,
  pieces: readonly RecordedSound[],
  tell: (at: number, all: number) => void,
): Promise<void> {
  const first = Math.min(...pieces.map(({ since }) => Date.parse(since)));
  const all = Math.max(...pieces.map(({ since, millis }) => Date.parse(since) + millis)) - first;
  const decoded = await Promise.all(
    pieces.map(async ({ since, sound }) => {
      const bytes = Uint8Array.from(atob(sound), (sign) => sign.charCodeAt(0));
      const buffer = await context.decodeAudioData(bytes.buffer).catch(() => {
        throw new Undecodable();
      });
      return { buffer, after: (Date.parse(since) - first) / 1000 };
    }),
  );
  if (context.state === 'closed') return;
  await context.resume();
  const begun = context.currentTime;
  for (const { buffer, after } of decoded) {
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.start(begun + after);
  }
  await new Promise<void>((settle) => {
    const beat = setInterval(() => {
      const at = (context.currentTime - begun) * 1000;
      if (context.state !== 'closed') tell(Math.min(at, all), all);
      if (context.state !== 'closed' && at < all) return;
      clearInterval(beat);
      settle();
    }, BEAT);
  });
}
