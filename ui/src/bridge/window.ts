// The desk behind our own window, over Tauri.

import { Channel, convertFileSrc, invoke } from '@tauri-apps/api/core';
import type { AnswerTo, Bridge, QuestionName, QuestionOf } from './bridge';
import { CallFailed, failureFrom } from './failed';
import type { Call } from './wire/Call';
import type { DoorCard } from './wire/DoorCard';
import type { NetworkCard } from './wire/NetworkCard';
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
    door: () => command<DoorCard>('door', {}),
    visit: () => command<void>('visit', {}),
    network: {
      wishes: () => command<NetworkCard>('network', {}),
      open: (wish) => command<DoorCard>('open_network', { wish }),
      close: () => command<DoorCard>('close_network', {}),
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
