// Over every screen while somebody speaks live: who, and a word to stop listening.

import { type ReactNode, useSyncExternalStore } from 'react';
import type { SpeechLine } from '../bridge/wire/SpeechLine';
import { Mute } from '../media/mouth';
import { failureOf, tell } from './failure';
import { radio } from './radio';
import { nameOf } from './TalkLines';
import { say } from './words';

export function RadioStrip({ speeches }: { speeches: readonly SpeechLine[] }): ReactNode {
  const { speaking, hearing, isDeaf, problem } = useSyncExternalStore(radio.watch, radio.now);
  const heard = speeches.find(({ id }) => id === hearing);
  if (problem !== null && speaking === null) {
    return (
      <p className="radio bad" role="alert" data-testid="radio-problem">
        <span>{problem instanceof Mute ? say(`radio.mute.${problem.why}`) : toldOf(problem)}</span>
        <button type="button" className="word" onClick={() => radio.forgetProblem()}>
          {say('order.understood')}
        </button>
      </p>
    );
  }
  if (heard === undefined) return null;
  return (
    <p className="radio" aria-live="polite" data-testid="radio-hearing" data-speech={heard.id}>
      <span>
        <b>{nameOf(heard.author)}</b> {say('radio.speaks', { name: heard.channel_name })}
      </span>
      {isDeaf && (
        <button type="button" className="word" onClick={() => radio.unmute()} data-testid="radio-unmute">
          {say('radio.unmute')}
        </button>
      )}
      <button type="button" className="word" onClick={() => radio.pass(heard.id)} data-testid="radio-pass">
        {say('radio.pass')}
      </button>
    </p>
  );
}

function toldOf(problem: unknown): string {
  const { what, advice } = tell(failureOf(problem));
  return `${what} ${advice}`;
}
