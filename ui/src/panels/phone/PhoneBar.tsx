// Over the map while somebody calls: who waits and how long, whom one talks with, who is on hold, and what one can do.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CallLine } from '../../bridge/wire/CallLine';
import type { CallList } from '../../bridge/wire/CallList';
import type { CallRecording } from '../../bridge/wire/CallRecording';
import type { DeskSeat } from '../../bridge/wire/DeskSeat';
import { offerHands } from '../../desk/hands';
import {
  answer,
  current,
  enlarge,
  hangUp,
  hasPicture,
  holdOrResume,
  isOffered,
  keep,
  muteOrNot,
  next,
  pass,
  phone,
  pictured,
  ringPost,
  showOnWall,
  showOrHide,
  useLarge,
  usePhone,
  useSights,
  waitsForUs,
  watchOrNot,
} from '../../desk/phone';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { Blind } from '../../media/camera';
import { Mute } from '../../media/mouth';
import { useNow } from '../../shared/clock';
import { span } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Loudness } from '../../shared/Loudness';
import { Key } from '../../shared/parts';
import { CallPicture } from './CallPicture';
import styles from './phone.module.css';

/** `isOnWall`: the pictures stand on the wall. */
type Props = { list: CallList | undefined; mayTake: boolean; isOnWall: boolean };

/** So many who wait are shown one by one. */
const SHOWN = 3;

export function PhoneBar({ list, mayTake, isOnWall }: Props) {
  const state = usePhone();
  const sights = useSights();
  const calls = list?.calls ?? [];
  const own = calls.filter((line) => line.own && line.end === null);
  const ended = calls.filter((line) => line.own && line.end !== null);
  const offered = calls.filter(isOffered);
  const waiting = mayTake ? calls.filter(waitsForUs) : [];
  const now = useNow();
  const pictures = isOnWall ? [] : own.filter((line) => hasPicture(line.id, sights));
  if (own.length + ended.length + offered.length + waiting.length === 0 && state.problem === null) return null;
  return (
    <section className={styles.bar} data-testid="phone" aria-live="polite">
      {pictures.length > 0 && (
        <div className={styles.pictures}>
          {pictures.map((line) => (
            <CallPicture key={line.id} line={line} stand="bar" />
          ))}
          <PictureKeys thrifty={sights.thrifty} />
        </div>
      )}
      {state.problem !== null && <Problem problem={state.problem} onRead={() => phone.forgetProblem()} />}
      {sights.problem !== null && <Problem problem={sights.problem} onRead={() => phone.sights.forgetProblem()} />}
      {own.map((line) => (
        <Own key={line.id} line={line} desks={list?.desks ?? []} now={now} />
      ))}
      {[...offered, ...waiting.slice(0, SHOWN)].map((line) => (
        <p key={line.id} className={styles.waiting} role="alert" data-testid="phone-waiting" data-call={line.id}>
          <Icon name="phone" size={16} />
          <Who line={line} />
          <time>
            {t(isOffered(line) ? 'phone.offered' : 'phone.waits', { length: span(now - Date.parse(line.rang)) })}
          </time>
          <button
            type="button"
            className={styles.take}
            disabled={state.asking}
            onClick={() => void answer(line)}
            data-testid="phone-answer"
          >
            {t('phone.answer')} {next()?.id === line.id && <Key>F6</Key>}
          </button>
        </p>
      ))}
      {waiting.length > SHOWN && <p className={styles.more}>{t('phone.more', { count: waiting.length - SHOWN })}</p>}
      {ended.map((line) => (
        <Ended key={line.id} line={line} />
      ))}
    </section>
  );
}

type OwnProps = { line: CallLine; desks: readonly DeskSeat[]; now: number };

/** A call that this seat is in. */
function Own({ line, desks, now }: OwnProps) {
  const { muted, calls, isDeaf, silences } = usePhone();
  const sights = useSights();
  const [isPassing, setPassing] = useState(false);
  const isHere = calls.includes(line.id);
  const isTalking = line.stage === 'talking';
  const silence = silences[line.id];
  const isForKeys = current()?.id === line.id;
  const isShown = sights.shown?.call === line.id;
  const cameraWord = !isShown ? 'phone.show' : sights.shown?.isOpening ? 'phone.opening' : 'phone.hide';
  const canPass = line.stage !== 'ringing' && desks.length > 0;
  useEffect(
    () => (isForKeys && canPass ? offerHands({ pass: () => setPassing(true) }) : undefined),
    [isForKeys, canPass],
  );
  const since = line.stage === 'ringing' ? line.rang : (line.answered ?? line.rang);
  return (
    <>
      <p
        className={isTalking ? styles.talking : styles.held}
        data-testid="phone-own"
        data-stage={line.stage}
        data-call={line.id}
      >
        <b className={styles.stage}>{t(`phone.stage.${line.stage}`)}</b>
        <Who line={line} />
        {isTalking && isHere && <Loudness of={() => phone.loudness()} />}
        <time>{span(now - Date.parse(since))}</time>
        {line.stage === 'ringing' && !line.reachable && <em>{t('phone.unreachable', { phone: line.phone })}</em>}
        {isDeaf && isTalking && (
          <button type="button" className={styles.take} onClick={() => phone.unmute()} data-testid="phone-unmute">
            {t('radio.unmute')}
          </button>
        )}
        {!isHere && (
          <button type="button" onClick={() => void phone.join(line.id)} data-testid="phone-join">
            {t('phone.join')}
          </button>
        )}
        {isTalking && isHere && (
          <button type="button" aria-pressed={muted} onClick={muteOrNot} data-testid="phone-mute">
            {t(muted ? 'phone.speakAgain' : 'phone.mute')} {isForKeys && <Key>F10</Key>}
          </button>
        )}
        {isTalking && isHere && (
          <button type="button" aria-pressed={isShown} onClick={showOrHide} data-testid="phone-camera">
            {t(cameraWord)} {isForKeys && <Key>⇧ F10</Key>}
          </button>
        )}
        {(line.stage === 'held' || line.stage === 'watched') && (
          <button
            type="button"
            title={t('phone.watchTitle')}
            onClick={() => watchOrNot(line)}
            data-testid="phone-watch"
          >
            {t(line.stage === 'watched' ? 'phone.lookAway' : 'phone.watchOnly')} {isForKeys && <Key>Ctrl F7</Key>}
          </button>
        )}
        {line.stage !== 'ringing' && (
          <button type="button" onClick={() => holdOrResume(line)} data-testid="phone-hold">
            {t(isTalking ? 'phone.hold' : 'phone.resume')} {isForKeys && <Key>F7</Key>}
          </button>
        )}
        {canPass && (
          <button
            type="button"
            aria-expanded={isPassing}
            onClick={() => setPassing(!isPassing)}
            data-testid="phone-pass"
          >
            {t('phone.pass')} {isForKeys && <Key>⇧ F7</Key>}
          </button>
        )}
        <button type="button" className={styles.end} onClick={() => hangUp(line)} data-testid="phone-end">
          {t(line.stage === 'ringing' ? 'phone.giveUp' : 'phone.end')} {isForKeys && <Key>⇧ F6</Key>}
        </button>
      </p>
      {line.recording !== null && <Recorded is={line.recording} />}
      {silence !== undefined && (
        <p className={styles.problem} role="alert" data-testid="phone-silence" data-where={silence.where ?? 'unknown'}>
          <b>{t(`phone.silent.${silence.where ?? 'unknown'}`, { length: span(now - silence.since) })}</b>
        </p>
      )}
      {line.offered !== null && (
        <p className={styles.held} data-testid="phone-passing">
          <span className={styles.who}>{t('phone.passing', { to: nameOf(seatOf(desks, line)) })}</span>
          <button type="button" onClick={() => keep(line)} data-testid="phone-keep">
            {t('phone.keep')}
          </button>
        </p>
      )}
      {isPassing && (
        <Desks
          desks={desks}
          onChoose={(desk) => {
            setPassing(false);
            pass(line, desk.person);
          }}
          onClose={() => setPassing(false)}
        />
      )}
    </>
  );
}

/** That the call is recorded: before anything is kept, and while it is. */
function Recorded({ is }: { is: CallRecording }): ReactNode {
  return (
    <p className={styles.recorded} role="status" data-testid="phone-recorded" data-is={is}>
      <i className={styles.spot} aria-hidden="true" /> {t(`recording.mark.${is}`)}
    </p>
  );
}

/** What one can do with what is seen. */
function PictureKeys({ thrifty }: { thrifty: boolean }) {
  const line = pictured();
  const isLarge = useLarge(({ call }) => call === line?.id);
  return (
    <div className={styles.keys}>
      <button type="button" aria-pressed={isLarge} onClick={() => enlarge()} data-testid="phone-enlarge">
        {t(isLarge ? 'phone.small' : 'phone.large')} <Key>⇧ F3</Key>
      </button>
      <button type="button" onClick={showOnWall} data-testid="phone-wall">
        {t('phone.toWall')} <Key>Ctrl F3</Key>
      </button>
      {line?.stage === 'talking' && (
        <button
          type="button"
          title={t('phone.watchTitle')}
          onClick={() => watchOrNot(line)}
          data-testid="phone-hold-watching"
        >
          {t('phone.watch')} <Key>Ctrl F7</Key>
        </button>
      )}
      <button
        type="button"
        aria-pressed={thrifty}
        title={t('phone.thriftyTitle')}
        onClick={() => phone.sights.spare(!thrifty)}
        data-testid="phone-thrifty"
      >
        {t('phone.thrifty')}
      </button>
    </div>
  );
}

/** To whom it may be handed over; the first has the keyboard. */
function Desks(props: { desks: readonly DeskSeat[]; onChoose: (desk: DeskSeat) => void; onClose: () => void }) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div
      className={styles.desks}
      role="menu"
      aria-label={t('phone.passTo')}
      data-testid="phone-desks"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        props.onClose();
      }}
    >
      {props.desks.map((desk, at) => (
        <button
          key={JSON.stringify(desk.person)}
          ref={at === 0 ? first : null}
          type="button"
          role="menuitem"
          onClick={() => props.onChoose(desk)}
          data-testid="phone-desk"
        >
          <b>{nameOf(desk)}</b>
          {desk.engaged && <em>{t('phone.engaged')}</em>}
        </button>
      ))}
    </div>
  );
}

function Ended({ line }: { line: CallLine }) {
  const mayAgain = line.way === 'to_post' && line.answered === null;
  return (
    <p className={styles.more} data-testid="phone-ended" data-end={line.end}>
      <b className={styles.stage}>{t(`phone.ended.${line.end ?? 'hung_up'}`)}</b>
      <Who line={line} />
      {mayAgain && (
        <button type="button" onClick={() => void ringPost(line.post)} data-testid="phone-again">
          {t('phone.again')}
        </button>
      )}
    </p>
  );
}

function Who({ line }: { line: CallLine }): ReactNode {
  return (
    <span className={styles.who} title={`${line.person} ${line.title} · ${line.grid_name}`}>
      <b>{line.person}</b> {line.title} · {line.grid_name}
    </span>
  );
}

/** Why a call came to nothing, until somebody has read it. */
function Problem({ problem, onRead }: { problem: unknown; onRead: () => void }): ReactNode {
  const words = wordsOf(problem);
  return (
    <p className={styles.problem} role="alert" data-testid="phone-problem">
      <b>{words.title}</b>
      <span className={styles.advice}>{words.advice}</span>
      <button type="button" aria-label={t('radio.close')} onClick={onRead}>
        <Icon name="close" size={12} />
      </button>
    </p>
  );
}

function wordsOf(problem: unknown): { title: string; advice: string } {
  if (problem instanceof Mute) return { title: t(`radio.mute.${problem.why}`), advice: '' };
  if (problem instanceof Blind) return { title: t(`phone.blind.${problem.why}`), advice: '' };
  return failureWords(problem);
}

function seatOf(desks: readonly DeskSeat[], { offered }: CallLine): DeskSeat | undefined {
  return desks.find(({ person }) => JSON.stringify(person) === JSON.stringify(offered));
}

/** A seat as people call it: who has the watch there, what it may do, and over what. */
function nameOf(desk: DeskSeat | undefined): string {
  if (desk === undefined) return t('phone.otherSeat');
  const seat = `${t(`shell.role.${desk.role}`)} · ${desk.scope_name ?? t('phone.whole')}`;
  return desk.watch === null ? seat : `${desk.watch}（${seat}）`;
}
