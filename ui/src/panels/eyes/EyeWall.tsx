// The wall: streams are chosen, then why one looks, then the pictures; a round goes through them page by page. Pictures of
// calls stand before them.

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { EyeLine } from '../../bridge/wire/EyeLine';
import type { RoundId } from '../../bridge/wire/RoundId';
import type { ViewingWish } from '../../bridge/wire/ViewingWish';
import { lookAt, ofRound, printLooks, type Why } from '../../desk/eyes';
import { failureWords } from '../../i18n/failure';
import { named } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { isComposing, isField } from '../../shared/composing';
import { Picker } from '../../shared/Picker';
import { Key } from '../../shared/parts';
import { uuid7 } from '../../shared/uuid';
import { EyeLog } from './EyeLog';
import { EyeStart } from './EyeStart';
import { EyeTile } from './EyeTile';
import styles from './eyes.module.css';

type Props = {
  streams: EyeLine[];
  /** What stands on the wall before them, and needs no reason: pictures of calls. */
  first: readonly ReactNode[];
  /** Whether it begins with these. */
  begins: 'choice' | 'calls';
  /** The place whose streams are looked at first; none: somebody chooses. */
  place: string | null;
  mayLook: boolean;
  mayRead: boolean;
  mayPrint: boolean;
  /** Pictures stand on it now, or no longer. */
  onUp: (isUp: boolean) => void;
  onClose: () => void;
};

/** How many pictures stand beside each other. */
const SIZES = [1, 2, 3, 4] as const;
/** After so many seconds a round goes on by itself; nought: by hand. */
const PACES = [0, 10, 20, 30, 60] as const;

function tilesOf(looking: Looking | null, streams: readonly EyeLine[]): ReactNode[] {
  if (looking === null) return [];
  const chosen = looking.streams.flatMap((id) => streams.find((stream) => stream.id === id) ?? []);
  return chosen.map((stream) => (
    <EyeTile key={stream.id} stream={stream} onLook={() => lookAt(stream.id, looking.why)} />
  ));
}

/** How high the bar of the calls is, in pixels. */
const BAR_LINE = 37;
const BAR_REST = 16;

const sizeFor = (count: number): number => SIZES.find((one) => one * one >= count) ?? 4;

type Looking = { streams: string[]; why: Why };

export function EyeWall({ streams, first, begins, place, mayLook, mayRead, mayPrint, onUp, onClose }: Props) {
  const [looking, setLooking] = useState<Looking | null>(null);
  const [isChoosing, setChoosing] = useState(begins === 'choice');
  const hasOnlyCalls = looking === null && !isChoosing && first.length > 0;
  const [isLog, setLog] = useState(!mayLook && !hasOnlyCalls);
  const [size, setSize] = useState<number>(begins === 'calls' ? sizeFor(first.length) : 2);
  const [turned, setPage] = useState(0);
  const [pace, setPace] = useState<number>(0);
  const [said, setSaid] = useState('');
  const wall = useRef<HTMLDivElement>(null);
  const room = size * size;
  const looks = tilesOf(looking, streams);
  const standing = first.length + looks.length;
  const pages = Math.max(1, Math.ceil(standing / room));
  // Whatever ended meanwhile leaves no empty page.
  const page = Math.min(turned, pages - 1);
  // Where fewer stand there than would find room, no line of it stays empty.
  const rows = Math.max(1, Math.min(size, Math.ceil(standing / size)));
  const isOnWall = (looking !== null || hasOnlyCalls) && !isLog;

  const up = useRef(onUp);
  up.current = onUp;
  useEffect(() => {
    up.current(isOnWall && first.length > 0);
    return () => up.current(false);
  }, [isOnWall, first.length]);

  // Who is seen meanwhile stands beside the others.
  useEffect(() => {
    if (hasOnlyCalls) setSize((before) => Math.max(before, sizeFor(first.length)));
  }, [hasOnlyCalls, first.length]);

  // What stands first there takes the keyboard itself.
  useEffect(() => {
    if (!wall.current?.contains(document.activeElement)) wall.current?.focus();
  }, []);
  // Whoever makes the pictures larger stays with the one in front.
  const resize = (next: number): void => {
    setPage(Math.floor((page * room) / (next * next)));
    setSize(next);
  };
  const step = (by: number): void => setPage((before) => (before + by + pages) % pages);
  useEffect(() => {
    if (!isOnWall || pace === 0 || pages < 2) return;
    const timer = setInterval(() => setPage((before) => (before + 1) % pages), pace * 1000);
    return () => clearInterval(timer);
  }, [isOnWall, pace, pages]);

  const round = looking?.why.round ?? null;
  const print = async (wish: ViewingWish): Promise<void> => {
    setSaid('');
    try {
      const name = await printLooks(wish);
      if (name !== null) setSaid(t('eyes.printed', { name }));
    } catch (failure) {
      const { title, advice } = failureWords(failure);
      setSaid([title, advice].join(' · '));
    }
  };
  const begin = (ids: string[], why: Omit<Why, 'round'>): void => {
    const round: RoundId | null = ids.length > 1 ? uuid7() : null;
    setLooking({ streams: ids, why: { ...why, round } });
    setChoosing(false);
    setSize(sizeFor(ids.length + first.length));
    setPage(0);
    setLog(false);
    wall.current?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent) || isField(event.target) || !isOnWall) return;
    const number = Number(event.key);
    if (event.key === 'ArrowRight' || event.key === 'PageDown') step(1);
    else if (event.key === 'ArrowLeft' || event.key === 'PageUp') step(-1);
    else if (event.key.toLowerCase() === 'p' && mayPrint && round !== null) void print(ofRound(round));
    else if (SIZES.some((one) => one === number)) resize(number);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={wall}
      className={styles.wall}
      role="dialog"
      aria-modal="true"
      aria-label={t('eyes.title')}
      tabIndex={-1}
      onKeyDown={press}
      data-testid="eyes"
    >
      <header className={styles.head}>
        <h2>{t(hasOnlyCalls ? 'eyes.calls' : 'eyes.title')}</h2>
        {looking !== null && (
          <span className={`${styles.why} ${styles.label}`}>
            {named('viewing_reason', looking.why.reason)}
            {looking.why.words !== '' && ` · ${looking.why.words}`}
          </span>
        )}
        {said !== '' && (
          <span className={styles.said} role="status" data-testid="eyes-said">
            {said}
          </span>
        )}
        <div className={styles.tools}>
          {isOnWall && (
            <>
              {pages > 1 && (
                <>
                  <Picker<number>
                    value={pace}
                    size="small"
                    aria-label={t('eyes.pace')}
                    options={PACES.map((value) => ({
                      value,
                      label: value === 0 ? t('eyes.byHand') : t('eyes.every', { seconds: value }),
                    }))}
                    onChange={setPace}
                  />
                  <button type="button" onClick={() => step(-1)} aria-label={t('eyes.before')}>
                    <Key>←</Key>
                  </button>
                  <span data-testid="eyes-page">{`${page + 1} / ${pages}`}</span>
                  <button type="button" onClick={() => step(1)} aria-label={t('eyes.next')}>
                    <Key>→</Key>
                  </button>
                </>
              )}
              {SIZES.map((one) => (
                <button
                  type="button"
                  key={one}
                  className={styles.size}
                  aria-pressed={one === size}
                  onClick={() => resize(one)}
                  data-testid={`eyes-size-${one}`}
                >
                  {`${one}×${one}`}
                </button>
              ))}
            </>
          )}
          {isOnWall && mayPrint && round !== null && (
            <button
              type="button"
              className={styles.size}
              onClick={() => void print(ofRound(round))}
              data-testid="eyes-print"
            >
              {t('eyes.printRound')} <Key>P</Key>
            </button>
          )}
          {(looking !== null || hasOnlyCalls) && mayLook && (
            <button
              type="button"
              className={styles.size}
              onClick={() => {
                setLooking(null);
                setChoosing(true);
              }}
              data-testid="eyes-choose"
            >
              {t('eyes.chooseAgain')}
            </button>
          )}
          {mayRead && mayLook && (
            <button
              type="button"
              className={styles.size}
              aria-pressed={isLog}
              onClick={() => setLog(!isLog)}
              data-testid="eyes-log"
            >
              {t('eyes.log')}
            </button>
          )}
          <button type="button" onClick={onClose} aria-label={t('eyes.close')} data-testid="eyes-close">
            <Key>Esc</Key>
          </button>
        </div>
      </header>
      {isLog && <EyeLog round={round} onPrint={mayPrint ? (wish) => void print(wish) : null} />}
      {!isLog && mayLook && looking === null && !hasOnlyCalls && (
        <EyeStart streams={streams} place={place} onBegin={begin} />
      )}
      {isOnWall && (
        <div
          className={styles.grid}
          style={{
            gridTemplateColumns: `repeat(${size}, minmax(0, 1fr))`,
            gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
            // The bar of the calls lies over the wall, a line for each.
            paddingBottom: first.length > 0 ? `${first.length * BAR_LINE + BAR_REST}px` : undefined,
          }}
        >
          {[...first, ...looks].slice(page * room, (page + 1) * room)}
        </div>
      )}
    </div>
  );
}
