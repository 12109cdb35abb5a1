// Live speech at the desk: who speaks, and this page's own radio.

import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { isLost } from '../bridge/failed';
import { bridge } from '../bridge/open';
import type { EarList } from '../bridge/wire/EarList';
import type { SpeechLine } from '../bridge/wire/SpeechLine';
import type { SpeechList } from '../bridge/wire/SpeechList';
import { type Direction, Radio, type RadioState } from '../media/radio';
import { act } from './calls';
import { writingOf } from './talk';

export const radio = new Radio({
  door: (line) => bridge.media(line),
  begin: async (channel, span) => {
    const outcome = await act({ type: 'begin_speech', channel, span });
    if (outcome.type !== 'speech_begun') throw new Error(`a speech answers ${outcome.type}`);
    return outcome.speech;
  },
  end: async (speech) => void (await act({ type: 'end_speech', speech, note: null })),
  heard: async (speech) => void (await act({ type: 'hear_speech', speech })),
  isCut: isLost,
});

export const useRadio = (): RadioState => useSyncExternalStore(radio.watch, radio.now);

/** Who speaks live; this page's radio follows it. */
export function useSpeeches(enabled: boolean): SpeechList | undefined {
  const list = useQuery<SpeechList>({
    queryKey: ['speeches'],
    queryFn: ({ signal }) => bridge.ask<'speeches'>({ type: 'speeches' }, signal),
    enabled,
  }).data;
  useEffect(() => {
    if (list) radio.follow(list);
  }, [list]);
  return list;
}

/** Who heard a speech, in the order in which they came to. */
export const useEars = (speech: string, enabled: boolean) =>
  useQuery<EarList>({
    queryKey: ['ears', speech],
    queryFn: ({ signal }) => bridge.ask<'ears'>({ type: 'ears', speech }, signal),
    enabled,
    gcTime: 30_000,
  });

/** The one that is played. */
export function heardNow(list: SpeechList | undefined, { hearing }: RadioState): SpeechLine | undefined {
  return list?.speeches.find(({ id }) => id === hearing);
}

let direction: Direction | null = null;

/** Where the key speaks to: the group whose panel is open, else the grid that is selected, as far down as one writes there. */
export function aim(channel: string | null): void {
  direction = channel === null ? null : { channel, span: 'here' };
}

/** Where the key would speak to now. */
export function aimed(): Direction | null {
  return direction && { ...direction, span: writingOf(direction.channel).span };
}

export function speak(): void {
  const to = aimed();
  if (to !== null) void radio.speak(to);
}
