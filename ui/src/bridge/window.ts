// The desk behind our own window, over Tauri.

import { Channel, convertFileSrc, invoke } from '@tauri-apps/api/core';
import type { AnswerTo, Bridge, QuestionName, QuestionOf, Signpost } from './bridge';
import { CallFailed, failureFrom } from './failed';
import type { Call } from './wire/Call';
import type { Outcome } from './wire/Outcome';
import type { Told } from './wire/Told';

export function windowBridge(): Bridge {
  return {
    act: (call: Call) => command<Outcome>('act', { call }),
    ask: <Name extends QuestionName>(question: QuestionOf<Name>) => command<AnswerTo<Name>>('ask', { question }),
    live: (since, listener) => {
      let stopped = false;
      const channel = new Channel<Told[]>();
      channel.onmessage = (news) => {
        if (stopped) return;
        listener.heard();
        listener.told(news);
      };
      command<void>('facts', { since, channel }).then(
        () => listener.link('local'),
        () => listener.link('lost'),
      );
      return () => {
        stopped = true;
      };
    },
    sit: async () => {},
    tiles: convertFileSrc('tiles', 'wutu').replace(/\/$/, ''),
    signpost: async () => {
      const told = await command<string | Signpost>('door', {});
      return typeof told === 'string' ? { field: `${told}/field`, trust: null } : told;
    },
  };
}

async function command<T>(name: string, fields: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(name, fields);
  } catch (cause) {
    throw new CallFailed(failureFrom(cause, String(cause)));
  }
}
