// A live call, over every screen: it rings, both talk, the centre holds it, it ended.

import { type ReactNode, useState, useSyncExternalStore } from 'react';
import type { CallLine } from '../bridge/wire/CallLine';
import { Blind } from '../media/camera';
import { Mounted } from '../media/Mounted';
import { Mute } from '../media/mouth';
import { Preview } from '../media/Preview';
import type { Silence } from '../media/phone';
import type { SightsState } from '../media/sights';
import { clockTime, span } from '../shared/format';
import { failureOf, tell } from './failure';
import { Icon } from './Icon';
import { isCalled, myCall, phone } from './phone';
import { useSecond } from './time';
import { say } from './words';

export function CallScreen({ calls }: { calls: readonly CallLine[] }): ReactNode {
  const { asking, calls: own, muted, isDeaf, silences, problem } = useSyncExternalStore(phone.watch, phone.now);
  const sights = useSyncExternalStore(phone.sights.watch, phone.sights.now);
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
  const seen = sights.seen[line.id]?.is ?? 'nothing';
  const isSeen = seen === 'shown' || seen === 'still';
  const canvas = isSeen ? phone.sights.picture(line.id) : null;
  const camera = sights.shown?.call === line.id ? phone.sights.own() : null;
  return (
    <section
      className="live-call"
      data-testid="live-call"
      data-stage={isOver ? 'ended' : line.stage}
      data-seen={seen}
      data-pictures={isSeen || camera !== null}
      aria-live="polite"
    >
      {canvas !== null && (
        <Mounted element={canvas} className="call-seen" label={say('call.picture')} testId="call-seen" />
      )}
      {camera !== null && (
        <Preview camera={camera} label={say('call.own')} className={isSeen ? 'call-own' : 'call-seen'} />
      )}
      <div className="call-head">
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
        {!isOver && line.recording !== null && (
          <p className="call-recorded" role="status" data-testid="call-recorded" data-is={line.recording}>
            {say(`call.recorded.${line.recording}`)}
          </p>
        )}
        {!isOver && <SilenceWords silence={silences[line.id]} />}
        {!isOver && <SeenWords state={sights} call={line.id} />}
        {problem !== null && <p role="alert">{toldOf(problem)}</p>}
        {sights.problem !== null && !isOver && (
          <p role="alert" data-testid="call-blind">
            {toldOf(sights.problem)}
          </p>
        )}
      </div>
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
            {line.stage !== 'ringing' && isHere && <CameraKeys state={sights} call={line.id} stage={line.stage} />}
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

/** The camera on and off, the front and the back one, and as little as possible. */
function CameraKeys({ state, call, stage }: { state: SightsState; call: string; stage: CallLine['stage'] }): ReactNode {
  const { shown, thrifty, seen } = state;
  const isShown = shown !== null && shown.call === call;
  const canShow = isShown || stage === 'talking';
  return (
    <>
      {canShow && (
        <button
          type="button"
          className={isShown ? 'primary' : 'second'}
          aria-pressed={isShown}
          onClick={() => (isShown ? phone.sights.hide() : void phone.sights.show(call, 'environment'))}
          data-testid="call-camera"
        >
          {say(isShown ? (shown.isOpening ? 'call.opening' : 'call.hide') : 'call.show')}
        </button>
      )}
      {isShown && shown.hasAnother && (
        <button
          type="button"
          className="second"
          onClick={() => void phone.sights.show(call, shown.facing === 'user' ? 'environment' : 'user')}
          data-testid="call-turn"
        >
          {say('call.turn')}
        </button>
      )}
      {(isShown || seen[call] !== undefined) && (
        <button
          type="button"
          className={thrifty ? 'primary' : 'second'}
          aria-pressed={thrifty}
          onClick={() => phone.sights.spare(!thrifty)}
          data-testid="call-thrifty"
        >
          {say('call.thrifty')}
        </button>
      )}
    </>
  );
}

/** That the centre is not heard, since when, and where the way is broken. */
function SilenceWords({ silence }: { silence: Silence | undefined }): ReactNode {
  if (silence === undefined) return null;
  const length = span(Date.now() - silence.since);
  return (
    <p className="call-silence" role="alert" data-testid="call-silence" data-where={silence.where ?? 'unknown'}>
      {say(`call.silent.${silence.where ?? 'unknown'}`, { length })}
    </p>
  );
}

/** Why the centre's picture is not there, or an old one. */
function SeenWords({ state, call }: { state: SightsState; call: string }): ReactNode {
  const seen = state.seen[call];
  if (seen === undefined || seen.is === 'shown' || seen.is === 'nothing') return null;
  const words =
    seen.is === 'still' ? say('call.seen.still', { time: clockTime(seen.since) }) : say(`call.seen.${seen.is}`);
  return (
    <p role="status" data-testid="call-seen-words">
      {words}
    </p>
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
  if (line.stage === 'watched') return say('call.watched');
  return say('call.talking', { role: say(`role.${line.centre?.role ?? 'operator'}`) });
}

function toldOf(problem: unknown): string {
  if (problem instanceof Mute) return say(`radio.mute.${problem.why}`);
  if (problem instanceof Blind) return say(`call.blind.${problem.why}`);
  const { what, advice } = tell(failureOf(problem));
  return `${what} ${advice}`;
}
