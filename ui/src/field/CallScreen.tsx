// A live call, over every screen: it rings, both talk, the centre holds it, it ended.

import { type ReactNode, useState, useSyncExternalStore } from 'react';
import type { CallLine } from '../bridge/wire/CallLine';
import { Mute } from '../media/mouth';
import { span } from '../shared/format';
import { failureOf, tell } from './failure';
import { Icon } from './Icon';
import { isCalled, myCall, phone } from './phone';
import { useSecond } from './time';
import { say } from './words';

export function CallScreen({ calls }: { calls: readonly CallLine[] }): ReactNode {
  const { asking, calls: own, muted, isDeaf, problem } = useSyncExternalStore(phone.watch, phone.now);
  const [closed, setClosed] = useState<string | null>(null);
  const line = myCall(calls);
  const isOver = line !== undefined && line.end !== null;
  useSecond(line !== undefined && !isOver);
  if (line === undefined || (isOver && closed === line.id)) {
    if (problem === null) return null;
    return (
      <p className="radio bad" role="alert" data-testid="call-problem">
        <span>{toldOf(problem)}</span>
        <button type="button" className="word" onClick={() => phone.forgetProblem()}>
          {say('order.understood')}
        </button>
      </p>
    );
  }
  const isHere = own.includes(line.id);
  const end = (): void => void phone.step(line.id, { step: 'end' });
  return (
    <section
      className="live-call"
      data-testid="live-call"
      data-stage={isOver ? 'ended' : line.stage}
      aria-live="polite"
    >
      <Icon name="phone" size={44} />
      <h2>{say('call.centre')}</h2>
      <p className="lead" data-testid="call-stage">
        {stageOf(line)}
      </p>
      {line.stage === 'talking' && !isOver && (
        <p className="call-time" data-testid="call-time">
          {span(Date.now() - Date.parse(line.answered ?? line.rang))}
        </p>
      )}
      {problem !== null && <p role="alert">{toldOf(problem)}</p>}
      {isDeaf && (
        <button type="button" className="second wide" onClick={() => phone.unmute()}>
          {say('radio.unmute')}
        </button>
      )}
      <div className="call-do">
        {isOver ? (
          <button type="button" className="second" onClick={() => setClosed(line.id)} data-testid="call-close">
            {say('order.understood')}
          </button>
        ) : (
          <>
            {isCalled(line) && (
              <button
                type="button"
                className="primary good"
                disabled={asking}
                onClick={() => void phone.answer(line.id)}
                data-testid="call-accept"
              >
                {say('call.accept')}
              </button>
            )}
            {!isCalled(line) && !isHere && (
              <button type="button" className="second" onClick={() => void phone.join(line.id)} data-testid="call-join">
                {say('call.join')}
              </button>
            )}
            {line.stage !== 'ringing' && isHere && (
              <button
                type="button"
                className={muted ? 'primary' : 'second'}
                aria-pressed={muted}
                onClick={() => phone.mute(!muted)}
                data-testid="call-mute"
              >
                {say(muted ? 'call.unmute' : 'call.mute')}
              </button>
            )}
            <button type="button" className="primary bad" onClick={end} data-testid="call-end">
              {say(isCalled(line) ? 'call.decline' : line.stage === 'ringing' ? 'call.giveUp' : 'call.end')}
            </button>
          </>
        )}
      </div>
    </section>
  );
}

function stageOf(line: CallLine): string {
  if (line.end !== null) {
    const isMissed = line.way === 'to_centre' && line.end === 'not_reached';
    return say(isMissed ? 'call.ended.missed' : `call.ended.${line.end}`);
  }
  if (isCalled(line)) return say('call.comes');
  if (line.stage === 'ringing') {
    const length = span(Date.now() - Date.parse(line.rang));
    return line.before > 0 ? say('call.queue', { before: line.before, length }) : say('call.rings', { length });
  }
  if (line.stage === 'held') return say('call.held');
  return say('call.talking', { role: say(`role.${line.centre?.role ?? 'operator'}`) });
}

function toldOf(problem: unknown): string {
  if (problem instanceof Mute) return say(`radio.mute.${problem.why}`);
  const { what, advice } = tell(failureOf(problem));
  return `${what} ${advice}`;
}
