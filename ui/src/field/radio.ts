// Live speech on the phone: who speaks, and this page's own radio.

import type { Span } from '../bridge/wire/Span';
import { openEars } from '../media/ear';
import { Radio } from '../media/radio';
import { uuid7 } from '../shared/uuid';
import { act, media, speeches } from './desk';
import { isPassing } from './failure';
import { set } from './state';

const said = (action: Parameters<typeof act>[0]['action']) => act({ command_id: uuid7(), action });

export const radio = new Radio({
  door: media,
  begin: async (channel: string, span: Span) => {
    const outcome = await said({ type: 'begin_speech', channel, span });
    if (outcome.type !== 'speech_begun') throw new Error(`a speech answers ${outcome.type}`);
    return outcome.speech;
  },
  end: async (speech) => void (await said({ type: 'end_speech', speech, note: null })),
  heard: async (speech) => void (await said({ type: 'hear_speech', speech })),
  isCut: isPassing,
});

let isAsking = false;
let isDue = false;

/** Asks who speaks, and follows; while an answer is under way, once more after it. */
export async function followSpeeches(): Promise<void> {
  isDue = true;
  if (isAsking) return;
  isAsking = true;
  try {
    while (isDue) {
      isDue = false;
      const list = await speeches();
      set({ speeches: list.speeches });
      radio.follow(list);
    }
  } catch {
    // The socket begins anew with a question.
  } finally {
    isAsking = false;
  }
}

/** Nobody sits here any more. */
export function leaveSpeeches(): void {
  radio.release();
  set({ speeches: [] });
  radio.hush();
}

export { openEars };
