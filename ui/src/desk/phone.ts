// Live calls at the desk: who waits, whom this seat talks with, and this page's own phone.

import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { bridge } from '../bridge/open';
import type { CallLine } from '../bridge/wire/CallLine';
import type { CallList } from '../bridge/wire/CallList';
import type { Person } from '../bridge/wire/Person';
import { soundMark } from '../media/mark';
import { Phone, type PhoneState } from '../media/phone';
import type { SightsState } from '../media/sights';
import { play } from '../shared/sound';
import { act } from './calls';
import { useWall } from './eyes';
import { place, showCall } from './place';
import { answers } from './questions';

const CALLS = ['calls'];

export const phone = new Phone({
  side: 'centre',
  door: (line) => bridge.media(line),
  ring: async (post) => {
    if (post === null) throw new Error('the centre calls a post');
    const outcome = await act({ type: 'ring_post', post });
    if (outcome.type !== 'call_rings') throw new Error(`a call answers ${outcome.type}`);
    return outcome.call;
  },
  step: async (call, step) => {
    await act({ type: 'step_call', call, step });
    // A list that was asked for before says nothing of it.
    await answers.refetchQueries({ queryKey: CALLS });
  },
  sound: soundMark,
});

export const usePhone = (): PhoneState => useSyncExternalStore(phone.watch, phone.now);

export const useSights = (): SightsState => useSyncExternalStore(phone.sights.watch, phone.sights.now);

/** Whose picture stands large over the map. */
export const useLarge = create<{ call: string | null }>(() => ({ call: null }));

/** So often it rings at the desk, in milliseconds. */
const EVERY = 3000;
/** A network that swallows the question lets it be asked again, in milliseconds. */
const PATIENCE = 4000;

/** The live calls; this page's phone follows them, and it rings while somebody waits. */
export function useCalls(enabled: boolean): CallList | undefined {
  const list = useQuery<CallList>({
    queryKey: CALLS,
    queryFn: ({ signal }) =>
      bridge.ask<'calls'>({ type: 'calls' }, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)])),
    enabled,
    // What is over by itself no news tells of before the desk's clock has come by.
    refetchInterval: ({ state }) => ((state.data?.calls.length ?? 0) > 0 ? 5000 : false),
  }).data;
  useEffect(() => {
    if (list) phone.follow(list.calls);
  }, [list]);
  const isRinging = list?.calls.some((line) => waitsForUs(line) || isOffered(line)) ?? false;
  useEffect(() => {
    if (!isRinging) return;
    const ring = (): void =>
      void play(
        [0, 0.3].map((start) => ({ pitch: 587, start, length: 0.24 })),
        0.35,
      );
    ring();
    const timer = setInterval(ring, EVERY);
    return () => clearInterval(timer);
  }, [isRinging]);
  return list;
}

const isOn = ({ end }: CallLine): boolean => end === null;

/** Whether a call waits for somebody at the desk. */
export const waitsForUs = (line: CallLine): boolean =>
  isOn(line) && line.way === 'to_centre' && line.stage === 'ringing';

/** Whether a call is handed over to this seat. */
export const isOffered = (line: CallLine): boolean => isOn(line) && line.offered_here;

function lines(): CallLine[] {
  return answers.getQueryData<CallList>(CALLS)?.calls ?? [];
}

/** The call that an answer would take: what is handed over goes before who waits longest. */
export function next(): CallLine | undefined {
  return lines().find(isOffered) ?? lines().find(waitsForUs);
}

/** The call that this seat talks in, or else one that it has on hold or that rings. */
export function current(): CallLine | undefined {
  const own = lines().filter((line) => isOn(line) && line.own);
  return own.find((line) => phone.stage(line) === 'talking') ?? own[0];
}

/** Takes a call; the map goes where the caller is, and the panel is there for what is said. */
export async function answer(line: CallLine | undefined = next()): Promise<void> {
  if (line === undefined) return;
  attend(line.post, line.id);
  await phone.answer(line.id);
}

/** Calls a post. */
export async function ringPost(post: string): Promise<void> {
  const call = await phone.ring(post);
  if (call !== null) attend(post, call);
}

function attend(post: string, call: string): void {
  const { answering, caller } = place.get();
  place.set({
    caller: post,
    live: { call, post },
    ...(caller !== post && answering?.post?.post.id !== post && { answering: null }),
  });
  showCall();
}

/** Puts the call on hold, or goes on with it. */
export function holdOrResume(line: CallLine | undefined = current()): void {
  if (line === undefined || line.stage === 'ringing') return;
  if (phone.stage(line) === 'talking') void phone.step(line.id, { step: 'hold' });
  else {
    attend(line.post, line.id);
    void phone.step(line.id, { step: 'resume' });
  }
}

/** Puts it on hold and goes on watching, or watches no longer. */
export function watchOrNot(line: CallLine | undefined = current()): void {
  if (line === undefined || line.stage === 'ringing') return;
  void phone.step(line.id, { step: phone.stage(line) === 'watched' ? 'hold' : 'watch' });
}

/** The call in which the camera may be switched on: one is shown to whom one talks with. */
export const talkedIn = (): CallLine | undefined =>
  lines().find((line) => isOn(line) && line.own && line.stage === 'talking' && phone.isIn(line.id));

/** Switches the camera on or off. */
export function showOrHide(): void {
  const { shown } = phone.sights.now();
  const line = talkedIn();
  if (shown !== null && shown.call === line?.id) phone.sights.hide();
  else if (line) void phone.sights.show(line.id, 'user');
}

/** Whether there is something of a call to look at. */
export const hasPicture = (call: string, { shown, seen } = phone.sights.now()): boolean =>
  shown?.call === call || (seen[call]?.is ?? 'nothing') !== 'nothing';

/** The picture that one key makes large: of whom one talks with, or else of who is watched. */
export const pictured = (): CallLine | undefined => {
  const own = lines().filter((line) => isOn(line) && line.own && hasPicture(line.id));
  return own.find(({ stage }) => stage === 'talking') ?? own[0];
};

/** Makes a picture large over the map, or small again. */
export function enlarge(call: string | undefined = pictured()?.id): void {
  if (call !== undefined) useLarge.setState((state) => ({ call: state.call === call ? null : call }));
}

/** Puts the pictures of all calls on the wall. */
export function showOnWall(): void {
  useWall.setState({ place: null, begins: 'calls' });
  place.set({ overlay: 'eyes' });
}

export function hangUp(line: CallLine | undefined = current()): void {
  if (line) void phone.step(line.id, { step: 'end' });
}

/** Hands it over; it stays here until the other takes it. */
export function pass(line: CallLine, to: Person): void {
  void phone.step(line.id, { step: 'pass', to });
}

export function keep(line: CallLine): void {
  void phone.step(line.id, { step: 'keep' });
}

export function muteOrNot(): void {
  phone.mute(!phone.now().muted);
}
