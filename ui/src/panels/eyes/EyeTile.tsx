// One picture of the wall: opening, shown, gone since, refused, or not to be decoded here.

import { useEffect, useRef, useState } from 'react';
import type { EyeLine } from '../../bridge/wire/EyeLine';
import { failureWords } from '../../i18n/failure';
import { spoken } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import type { Seeing, Sight } from '../../media/eye';
import { seeOn } from '../../media/eye';
import { clockTime, shortTime } from '../../shared/format';
import styles from './eyes.module.css';
import { ownName } from './own';

type Props = {
  stream: EyeLine;
  /** Looks at it, for the reason that was given. */
  onLook: () => Promise<Seeing>;
};

type Seen = Sight | { is: 'refused'; why: unknown };

/** A line that broke is asked for again after so long, in milliseconds. */
const AGAIN = 2000;

export function EyeTile({ stream, onLook }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const look = useRef(onLook);
  look.current = onLook;
  const [seen, setSeen] = useState<Seen>({ is: 'waiting' });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn looks again
  useEffect(() => {
    let stop = (): void => {};
    let isGone = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const tell = (sight: Sight): void => {
      if (isGone) return;
      setSeen(sight);
      if (sight.is === 'over') again = setTimeout(() => setTurn((before) => before + 1), AGAIN);
    };
    look.current().then(
      (line) => {
        if (isGone || canvas.current === null) return line.end();
        stop = seeOn(line, canvas.current, tell).stop;
      },
      (why: unknown) => {
        if (!isGone) setSeen({ is: 'refused', why });
      },
    );
    return () => {
      isGone = true;
      clearTimeout(again);
      stop();
    };
  }, [turn]);
  const state = stateOf(stream, seen);
  return (
    <figure className={styles.tile} data-state={state} data-testid="eye-tile" data-stream={stream.id}>
      <canvas ref={canvas} className={styles.picture} hidden={seen.is !== 'shown'} />
      {state !== 'shown' && <Lack stream={stream} seen={seen} state={state} />}
      <figcaption className={styles.caption} title={`${stream.place_name} ${stream.name}`}>
        <i data-state={state} />
        <b>{stream.place_name}</b>
        <span>{ownName(stream)}</span>
      </figcaption>
    </figure>
  );
}

type State = 'shown' | 'opening' | 'lost' | 'refused' | 'undecodable';

function stateOf(stream: EyeLine, seen: Seen): State {
  if (seen.is === 'refused' || seen.is === 'undecodable') return seen.is;
  // What was shown last stays on the canvas: whoever looks must not take it for now.
  if (stream.trouble !== null) return 'lost';
  return seen.is === 'shown' ? 'shown' : 'opening';
}

function Lack({ stream, seen, state }: { stream: EyeLine; seen: Seen; state: State }) {
  const { trouble, last } = stream;
  if (state === 'lost' && trouble !== null) {
    const why = spoken(trouble.code, trouble.params);
    return (
      <div className={styles.lack} role="status">
        <strong>{t('eyes.lost', { time: clockTime(trouble.since) })}</strong>
        <span>{last === null ? t('eyes.never') : t('eyes.last', { time: shortTime(last) })}</span>
        <span>{why?.sentence ?? trouble.code}</span>
        <em>{why?.advice}</em>
      </div>
    );
  }
  if (seen.is === 'refused') {
    const { title, advice } = failureWords(seen.why);
    return (
      <div className={styles.lack} role="alert">
        <strong>{title}</strong>
        <em>{advice}</em>
      </div>
    );
  }
  if (seen.is === 'undecodable') {
    return (
      <div className={styles.lack} role="alert">
        <strong>{t('eyes.undecodable', { codec: seen.codec.toUpperCase().replace('H26', 'H.26') })}</strong>
        <em>{t('eyes.undecodableAdvice')}</em>
      </div>
    );
  }
  return (
    <div className={styles.lack} role="status">
      <span className={styles.opening}>{t('eyes.opening')}</span>
    </div>
  );
}
