// Live calls on the phone: I call the centre, the centre calls me, and this page's own part in it.

import type { CallLine } from '../bridge/wire/CallLine';
import { soundMark } from '../media/mark';
import { Phone } from '../media/phone';
import { play } from '../shared/sound';
import { uuid7 } from '../shared/uuid';
import { act, calls, media } from './desk';
import { now, set } from './state';

const said = (action: Parameters<typeof act>[0]['action']) => act({ command_id: uuid7(), action });

export const phone = new Phone({
  side: 'post',
  door: media,
  ring: async () => {
    const outcome = await said({ type: 'ring_centre' });
    if (outcome.type !== 'call_rings') throw new Error(`a call answers ${outcome.type}`);
    void followCalls();
    return outcome.call;
  },
  step: async (call, step) => {
    await said({ type: 'step_call', call, step });
    await followCalls();
  },
  sound: soundMark,
});

/** So often it rings, and so often it is looked whether a call is over by itself, in milliseconds. */
const EVERY = 3000;

let isAsking = false;
let isDue = false;
let beat: ReturnType<typeof setInterval> | undefined;

/** Asks how my calls stand, and follows; while an answer is under way, once more after it. */
export async function followCalls(): Promise<void> {
  isDue = true;
  if (isAsking) return;
  isAsking = true;
  try {
    while (isDue) {
      isDue = false;
      const list = await calls();
      set({ calls: list.calls });
      phone.follow(list.calls);
      keepBeat(list.calls);
    }
  } catch {
    // The socket begins anew with a question.
  } finally {
    isAsking = false;
  }
}

/** Nobody sits here any more. */
export function leaveCalls(): void {
  phone.leave();
  keepBeat([]);
  set({ calls: [] });
}

/** The call that I am in, or that rings; else the one that ended a moment ago. */
export function myCall(lines: readonly CallLine[]): CallLine | undefined {
  return lines.find(({ end }) => end === null) ?? [...lines].reverse()[0];
}

/** Whether the centre calls, and I have not taken it. */
export const isCalled = ({ way, stage, end }: CallLine): boolean =>
  way === 'to_post' && stage === 'ringing' && end === null;

/** While there is a call, it rings where it has to, and it is looked after without any news. */
function keepBeat(lines: readonly CallLine[]): void {
  if (lines.length === 0) {
    clearInterval(beat);
    beat = undefined;
    return;
  }
  if (beat !== undefined) return;
  const ring = (): void => {
    if (now().calls.some(isCalled)) {
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([400, 200, 400]);
      void play(
        [0, 0.45].map((start) => ({ pitch: 659, start, length: 0.4 })),
        0.5,
      );
    }
  };
  ring();
  beat = setInterval(() => {
    ring();
    void followCalls();
  }, EVERY);
}
