// Over the map while somebody calls: who waits and how long, whom one talks with, who is on hold, and what one can do.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CallLine } from '../../bridge/wire/CallLine';
import type { CallList } from '../../bridge/wire/CallList';
import type { DeskSeat } from '../../bridge/wire/DeskSeat';
import { offerHands } from '../../desk/hands';
import {
  answer,
  current,
  hangUp,
  holdOrResume,
  isOffered,
  keep,
  muteOrNot,
  next,
  pass,
  phone,
  ringPost,
  usePhone,
  waitsForUs,
} from '../../desk/phone';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { Mute } from '../../media/mouth';
import { useNow } from '../../shared/clock';
import { span } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Loudness } from '../../shared/Loudness';
import { Key } from '../../shared/parts';
import styles from './phone.module.css';

type Props = { list: CallList | undefined; mayTake: boolean };

/** So many who wait are shown one by one. */
const SHOWN = 3;

export function PhoneBar({ list, mayTake }: Props) {
  const state = usePhone();
  const calls = list?.calls ?? [];
  const own = calls.filter((line) => line.own && line.end === null);
  const ended = calls.filter((line) => line.own && line.end !== null);
  const offered = calls.filter(isOffered);
  const waiting = mayTake ? calls.filter(waitsForUs) : [];
  const now = useNow();
  if (own.length + ended.length + offered.length + waiting.length === 0 && state.problem === null) return null;
  return (
    <section className={styles.bar} data-testid="phone" aria-live="polite">
      {state.problem !== null && <Problem problem={state.problem} />}
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

/** A call that this seat is in. */
function Own({ line, desks, now }: { line: CallLine; desks: readonly DeskSeat[]; now: number }) {
  const { muted, calls, isDeaf } = usePhone();
  const [isPassing, setPassing] = useState(false);
  const isHere = calls.includes(line.id);
  const isTalking = line.stage === 'talking';
  const isForKeys = current()?.id === line.id;
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
function Problem({ problem }: { problem: unknown }): ReactNode {
  const words = problem instanceof Mute ? { title: t(`radio.mute.${problem.why}`), advice: '' } : failureWords(problem);
  return (
    <p className={styles.problem} role="alert" data-testid="phone-problem">
      <b>{words.title}</b>
      <span className={styles.advice}>{words.advice}</span>
      <button type="button" aria-label={t('radio.close')} onClick={() => phone.forgetProblem()}>
        <Icon name="close" size={12} />
      </button>
    </p>
  );
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
