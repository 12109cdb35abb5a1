// The alarms as this page knows them: which is foremost, who answers it, and what it sounds like.

import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { AlarmLine } from '../bridge/wire/AlarmLine';
import type { AlarmList } from '../bridge/wire/AlarmList';
import { keep, kept } from '../shared/keep';
import { gain, isQuiet, useLoudness } from '../shared/loudness';
import { allowSound, canSound, play } from '../shared/sound';
import { act } from './calls';
import { showEyes } from './eyes';
import { goToIncident } from './incidents';
import { place, showCall, showOrder, showRobots } from './place';
import { alarmsQuestion, answers } from './questions';
import { rouse, type Told, TUNES } from './rouse';
import { goToGrid } from './travel';

/** `unheard`: a sound was due on this screen and could not play. `failure`: what kept an answer from the desk. */
export const useAlarmState = create<{ unheard: boolean; failure: unknown }>(() => ({ unheard: false, failure: null }));

const TOLD = 'wutu.alarmed';

/** What this page has answered, until the desk says so, too. */
const answered = new Map<string, number>();

/** Those that ask for an answer, the foremost first. */
export function asking(list: AlarmList | undefined): AlarmLine[] {
  const isAsking = (line: AlarmLine): boolean =>
    line.state !== 'acknowledged' && (answered.get(line.key) ?? 0) < line.raises;
  return list?.alarms.filter(isAsking) ?? [];
}

/** The alarm that is to be answered next. */
export function foremost(): AlarmLine | undefined {
  return asking(answers.getQueryData<AlarmList>(alarmsQuestion.queryKey))[0];
}

/** Says that one knows of an alarm. */
export async function acknowledge(line: AlarmLine): Promise<void> {
  const { cause, key, raises } = line;
  answered.set(key, raises);
  useAlarmState.setState({ failure: null });
  try {
    await act({ type: 'acknowledge_alarm', cause, raises });
  } catch (failure) {
    answered.delete(key);
    useAlarmState.setState({ failure });
  }
  void answers.invalidateQueries({ queryKey: ['alarms'] });
}

/** Goes where an alarm comes from: the order's board, the call, the incident, the robot, the scheme. */
export function openAlarm({ cause, order, call, report, robot }: AlarmLine): void {
  if (order) {
    void goToGrid(order.scope).then(() => showOrder(order.id));
  } else if (call) {
    place.set({ answering: call, ...(call.post && { caller: call.post.post.id }) });
    showCall();
  } else if (report) {
    goToIncident(report);
  } else if (robot) {
    void goToGrid(robot.channel).then(showRobots);
  } else if (cause.cause === 'scheme') {
    place.set({ scheming: true, page: cause.scheme, tab: 'scheme' });
  } else if (cause.cause === 'stream') {
    showEyes(cause.stream.split('\u001f')[0] ?? null);
  }
}

/** Sounds what the desk raises; not on the screens of those who cannot answer. */
export function useRousing(list: AlarmList | undefined, mayAnswer: boolean): void {
  const told = useRef<Told>({ until: Number(kept(TOLD)) || 0, fresh: new Set() });
  useEffect(() => {
    if (!mayAnswer) return;
    // The first touch or key lets a page sound; a page that sounded when nothing was due has lost nothing.
    const allow = (): void => allowSound(() => canSound() && useAlarmState.setState({ unheard: false }));
    const wakes = ['pointerdown', 'keydown'];
    for (const wake of wakes) window.addEventListener(wake, allow, { once: true });
    return () => {
      for (const wake of wakes) window.removeEventListener(wake, allow);
    };
  }, [mayAnswer]);
  useEffect(() => {
    if (!list || !mayAnswer) return;
    const { tune, told: next } = rouse(told.current, list.alarms);
    if (next.until > told.current.until) keep(TOLD, String(next.until));
    told.current = next;
    if (tune === null || isQuiet(useLoudness.getState(), Date.now())) return;
    void play(TUNES[tune], gain()).then((heard) => useAlarmState.setState({ unheard: !heard }));
  }, [list, mayAnswer]);
}

/** Lets this screen sound again, and plays what it sounds like. */
export function tryOutSound(): void {
  allowSound(() => {
    if (!canSound()) return;
    void play(TUNES.normal, gain()).then((heard) => useAlarmState.setState({ unheard: !heard }));
  });
}
