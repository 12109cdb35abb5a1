// Looking: the other side's pictures of a call, as long as they may be seen, on one canvas that stands wherever the page
// puts it. Its camera goes on and off: so it is asked for again and again.

import { type Eye, type Seeing, type Sight, seeOn } from './eye';
import type { PictureSize, Watching } from './wire';

/** What there is to see of the other side. */
export type Seen =
  /** Its camera was not on yet. */
  | { is: 'nothing' }
  | { is: 'shown' }
  /** Nothing has come for a while; what is on the canvas is old. Since when, in milliseconds of the clock. */
  | { is: 'still'; since: number }
  /** Its camera was on, and is on no longer. */
  | { is: 'dark' }
  | Extract<Sight, { is: 'undecodable' }>;

export type Look = {
  canvas: HTMLCanvasElement;
  stop(): void;
};

/** What a look works with. */
export type Sought = {
  open(): Promise<Watching>;
  /** Whether as little as possible is to come. */
  isThrifty(): boolean;
  tell(seen: Seen): void;
};

/** A line that was over is asked for again after so long, in milliseconds. */
const AGAIN = 300;
/** A door that did not open is tried again after so long. */
const DOOR_AGAIN = 1_000;
/** Nothing has come for so long: the picture stands still. */
const STILL = 4_000;
/** What comes so much later than the quickest did is late: the way is full, and the sound goes the same way. */
const LATE = 1_000;
/** So long less is asked for then. */
const MODEST = 20_000;
/** So often it is looked how it stands. */
const BEAT = 500;

export function lookOn({ open, isThrifty, tell }: Sought): Look {
  const canvas = document.createElement('canvas');
  let watching: Watching | null = null;
  let eye: Eye | null = null;
  let size: PictureSize = 'picture';
  let seen: Seen['is'] = 'nothing';
  let came = 0;
  let quickest = Number.POSITIVE_INFINITY;
  let modestUntil = 0;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = (next: Seen): void => {
    if (isOver || seen === next.is) return;
    seen = next.is;
    tell(next);
  };
  /** Notes when each comes. */
  const timed = ({ next, end }: Seeing): Seeing => ({
    next: async () => {
      const picture = await next();
      if (picture === undefined) return undefined;
      came = Date.now();
      const way = came - picture.picture.stamp / 1000;
      quickest = Math.min(quickest, way);
      if (way - quickest > LATE) modestUntil = came + MODEST;
      if (seen === 'still') say({ is: 'shown' });
      return picture;
    },
    end,
  });
  const wanted = (): PictureSize => (isThrifty() || Date.now() < modestUntil ? 'small' : 'picture');
  const see = (): void => {
    if (isOver || watching === null) return;
    size = wanted();
    quickest = Number.POSITIVE_INFINITY;
    eye = seeOn(timed(watching.see(size)), canvas, (sight) => {
      if (sight.is === 'shown' || sight.is === 'undecodable') say(sight);
      // Its camera is off, or is not on yet.
      if (sight.is === 'over') {
        if (seen !== 'nothing') say({ is: 'dark' });
        timer = setTimeout(see, AGAIN);
      }
    });
  };
  const begin = async (): Promise<void> => {
    try {
      const opened = await open();
      if (isOver) return opened.end();
      watching = opened;
      const shut = (): void => {
        if (watching !== opened || isOver) return;
        watching = null;
        eye?.stop();
        clearTimeout(timer);
        timer = setTimeout(begin, DOOR_AGAIN);
      };
      void opened.over.then(shut, shut);
      see();
    } catch {
      if (!isOver) timer = setTimeout(begin, DOOR_AGAIN);
    }
  };
  const beat = setInterval(() => {
    if (seen === 'shown' && Date.now() - came > STILL) say({ is: 'still', since: came });
    // What is on the canvas stays there until the other size has come.
    if (eye !== null && watching !== null && (seen === 'shown' || seen === 'still') && wanted() !== size) {
      eye.stop();
      see();
    }
  }, BEAT);
  void begin();
  return {
    canvas,
    stop: () => {
      isOver = true;
      clearInterval(beat);
      clearTimeout(timer);
      eye?.stop();
      watching?.end();
    },
  };
}
