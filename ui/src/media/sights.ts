// The pictures of a page's live calls: what its camera shows in one of them, and what is seen of the other sides. Sound goes
// its own way, whatever becomes of a picture.

import { Blind, type Camera, type Facing, hasAnother, openCamera } from './camera';
import type { Lens } from './lens';
import type { Look, Seen } from './look';

/** What a page may do with a call's pictures now. */
export type Part = {
  /** The other side may be seen. */
  sees: boolean;
  /** The own camera may be shown, if it is on. */
  shows: boolean;
};

export type SightsDesk = {
  side: 'centre' | 'post';
  /** The media door's address. */
  door(line: string): Promise<string>;
};

export type SightsState = {
  /** The call in which the own camera is on; `isOpening`: it is asked for. */
  shown: { call: string; facing: Facing; isOpening: boolean; hasAnother: boolean } | null;
  /** As little as possible goes out and comes in. */
  thrifty: boolean;
  /** What there is to see, by call. */
  seen: Readonly<Record<string, Seen>>;
  /** Why the camera shows nothing. */
  problem: Blind | null;
};

const NONE: SightsState = { shown: null, thrifty: false, seen: {}, problem: null };
const NO_PART: Part = { sees: false, shows: false };
/** So long after a line broke it is tried again, in milliseconds. */
const AGAIN = 1000;

export class Sights {
  private state = NONE;
  private readonly watchers = new Set<() => void>();
  private readonly parts = new Map<string, Part>();
  /** Null: it is being loaded. */
  private readonly looks = new Map<string, Look | null>();
  private camera: Camera | null = null;
  /** Each press has a number: what one that was taken back still brings is nothing to the next. */
  private press = 0;
  /** What is shown on the line of the call in which the camera is on. */
  private lens: Lens | null = null;
  private isGiving = false;

  constructor(private readonly desk: SightsDesk) {}

  now = (): SightsState => this.state;
  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** What is drawn of the other side, wherever the page puts it. */
  picture(call: string): HTMLCanvasElement | null {
    return this.looks.get(call)?.canvas ?? null;
  }

  /** The own camera, while it is on. */
  own(): Camera | null {
    return this.camera;
  }

  /** Switches the camera on in a call, or turns it. */
  async show(call: string, facing: Facing): Promise<void> {
    this.press += 1;
    const { press } = this;
    const isWanted = (): boolean => this.press === press && this.parts.has(call);
    // Most phones lend one camera at a time.
    this.close();
    this.set({ shown: { call, facing, isOpening: true, hasAnother: false }, problem: null });
    try {
      const camera = await openCamera(facing);
      if (!isWanted()) return camera.stop();
      this.camera = camera;
      void camera.over.then(() => this.camera === camera && this.fail(new Blind('taken')));
      this.set({ shown: { call, facing, isOpening: false, hasAnother: false } });
      void this.give(call);
      const another = await hasAnother();
      if (isWanted()) this.set({ shown: { call, facing, isOpening: false, hasAnother: another } });
    } catch (problem) {
      if (isWanted()) this.fail(problem instanceof Blind ? problem : new Blind('no_camera'));
    }
  }

  /** Switches it off. */
  hide(): void {
    this.press += 1;
    this.close();
    this.cover();
    this.set({ shown: null });
  }

  /** As little as possible, or as much as the network takes. */
  spare(thrifty: boolean): void {
    this.set({ thrifty });
  }

  forgetProblem(): void {
    this.set({ problem: null });
  }

  /** What this page may do with a call's pictures from now on. */
  follow(call: string, part: Part): void {
    this.parts.set(call, part);
    if (part.sees) void this.look(call);
    else this.lookAway(call);
    const { shown } = this.state;
    if (shown === null) return;
    // Who talks with another is not shown to him before he wants to be.
    if (shown.call !== call) {
      if (part.shows) this.hide();
    } else if (part.shows) void this.give(call);
    else this.cover();
  }

  /** The call is over. */
  leave(call: string): void {
    this.parts.delete(call);
    this.lookAway(call);
    if (this.state.shown?.call === call) this.hide();
    if (this.parts.size === 0) this.set({ thrifty: false, problem: null });
  }

  private fail(problem: Blind): void {
    this.hide();
    this.set({ problem });
  }

  private async look(call: string): Promise<void> {
    if (this.looks.has(call)) return;
    this.looks.set(call, null);
    const { lookOn } = await import('./look');
    // It was looked away meanwhile, or away and there again.
    if (this.looks.get(call) !== null) return;
    const other = this.desk.side === 'centre' ? 'post' : 'centre';
    const look = lookOn({
      open: async () => {
        const { watchLine } = await import('./wire');
        const line = `call/${call}/${other}/picture`;
        return watchLine(await this.desk.door(line), line);
      },
      isThrifty: () => this.state.thrifty,
      tell: (seen) => this.set({ seen: { ...this.state.seen, [call]: seen } }),
    });
    this.looks.set(call, look);
  }

  private lookAway(call: string): void {
    this.looks.get(call)?.stop();
    if (!this.looks.delete(call)) return;
    const { [call]: _, ...seen } = this.state.seen;
    this.set({ seen });
  }

  /** Shows the camera on the call's line; where that broke, again. */
  private async give(call: string): Promise<void> {
    const isWanted = (): boolean =>
      this.camera !== null && this.state.shown?.call === call && (this.parts.get(call) ?? NO_PART).shows;
    if (this.isGiving || this.lens !== null || !isWanted()) return;
    this.isGiving = true;
    try {
      const [{ giveLineOfPictures }, { showOn }] = await Promise.all([import('./wire'), import('./lens')]);
      const name = `call/${call}/${this.desk.side}/picture`;
      const line = await giveLineOfPictures(await this.desk.door(name), name);
      const { camera } = this;
      if (!isWanted() || camera === null) return line.end();
      const lens = showOn(line, {
        video: () => this.camera?.video ?? camera.video,
        isThrifty: () => this.state.thrifty,
        unable: () => this.fail(new Blind('unable')),
      });
      this.lens = lens;
      void line.over.then((why) => {
        if (this.lens !== lens) return;
        this.cover();
        if (why === 'too_much') this.fail(new Blind('too_much'));
        else setTimeout(() => void this.give(call), AGAIN);
      });
    } catch {
      setTimeout(() => void this.give(call), AGAIN);
    } finally {
      this.isGiving = false;
    }
    // What was switched off meanwhile, and on again in another call.
    const now = this.state.shown?.call;
    if (now !== undefined && now !== call) void this.give(now);
  }

  /** Nothing is shown any more; the camera stays on. */
  private cover(): void {
    const { lens } = this;
    this.lens = null;
    lens?.stop();
  }

  private close(): void {
    const { camera } = this;
    this.camera = null;
    camera?.stop();
  }

  private set(change: Partial<SightsState>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.watchers) watcher();
  }
}
