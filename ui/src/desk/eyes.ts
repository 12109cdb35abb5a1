// Streams that one may look at: which there are, which looks go on on this page, and who looked.

import { useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { bridge } from '../bridge/open';
import type { RoundId } from '../bridge/wire/RoundId';
import type { StreamList } from '../bridge/wire/StreamList';
import type { ViewingPage } from '../bridge/wire/ViewingPage';
import type { ViewingReason } from '../bridge/wire/ViewingReason';
import type { ViewingWish } from '../bridge/wire/ViewingWish';
import { t } from '../i18n/words';
import type { Seeing } from '../media/eye';
import { language } from '../shared/language';
import { uuid7 } from '../shared/uuid';
import { act } from './calls';
import { place } from './place';

const LOOKS_SHOWN = 500;

/** In the order in which they are offered. */
export const REASONS: readonly ViewingReason[] = [
  'patrol',
  'crowd',
  'incident',
  'order_check',
  'warning',
  'equipment',
  'drill',
  'other',
];

/** Why somebody looks, and whether it is a round. */
export type Why = { reason: ViewingReason; words: string; round: RoundId | null };

/** Which place the wall opens with; none: all of them are offered. Whether it begins with the choice, or with the pictures of
 * calls. And whether pictures stand on it now. */
export const useWall = create<{ place: string | null; begins: 'choice' | 'calls'; isUp: boolean }>(() => ({
  place: null,
  begins: 'choice',
  isUp: false,
}));

/** Opens the wall: with the streams of one place, or with all that there are. */
export function showEyes(of: string | null = null): void {
  useWall.setState({ place: of, begins: 'choice' });
  place.set({ overlay: 'eyes' });
}

export const useStreams = (enabled: boolean) =>
  useQuery<StreamList>({
    queryKey: ['streams'],
    queryFn: ({ signal }) => bridge.ask<'streams'>({ type: 'streams', scope: null }, signal),
    enabled,
  });

/** Who looked, newest first. */
export const useViewings = (wish: ViewingWish) =>
  useQuery<ViewingPage>({
    queryKey: ['viewings', wish],
    queryFn: ({ signal }) => bridge.ask<'viewings'>({ type: 'viewings', wish, from: 0, limit: LOOKS_SHOWN }, signal),
    placeholderData: (before) => before,
    gcTime: 30_000,
  });

/** Prints looks in the page's language; where the file lies, or null where nobody wanted it after all. */
export const printLooks = (wish: ViewingWish): Promise<string | null> =>
  bridge.printViewings(wish, language() === 'en' ? 'en' : 'zh', uuid7(), t('eyes.save'));

/** The looks of a round. */
export const ofRound = (round: RoundId): ViewingWish => ({ scope: null, stream: null, round, reasons: [] });

/** Looks at a stream: the reason goes into the log before the picture comes. It ends with the line. */
export async function lookAt(stream: string, { reason, words, round }: Why): Promise<Seeing> {
  const outcome = await act({ type: 'begin_viewing', stream, reason, words, round });
  if (outcome.type !== 'viewing_begun') throw new Error(`a look answers ${outcome.type}`);
  const { viewing, line } = outcome;
  const [{ getPictures }, door] = await Promise.all([import('../media/wire'), bridge.media(line)]);
  try {
    return await getPictures(door, line);
  } catch (failure) {
    void act({ type: 'end_viewing', viewing }).catch(() => {});
    throw failure;
  }
}
