// The radio of a page: it speaks while a key is held, and plays what others say. One speaks, one is heard at a time; whose
// turn it is, the desk decides.

import type { Span } from '../bridge/wire/Span';
import type { SpeechLine } from '../bridge/wire/SpeechLine';
import type { SpeechList } from '../bridge/wire/SpeechList';
import { type Ear, earsAreOpen, hearOn, openEars } from './ear';
import { listenIn, type Mouth, Mute, speakOn } from './mouth';

/** What the radio asks of the desk. */
export type RadioDesk = {
  /** Where a line is given and got. */
  door(line: string): Promise<string>;
  /** Takes the floor; fails where somebody else has it. */
  begin(channel: string, span: Span): Promise<string>;
  /** Lets it go without having said anything. */
  end(speech: string): Promise<void>;
  /** Says that one hears it. */
  heard(speech: string): Promise<void>;
  /** Whether a call failed because the desk was not reached: the same call again may help. */
  isCut(problem: unknown): boolean;
};

/** Where somebody speaks to. */
export type Direction = { channel: string; span: Span };

export type Speaking = Direction & {
  /** `asking`: the floor and the microphone are asked for; nobody hears yet. `cut`: the line broke, and is sought anew. */
  stage: 'asking' | 'live' | 'cut';
  /** None while the floor is asked for. */
  speech: string | null;
  /** Since when it is live, in milliseconds. */
  since: number;
};

export type RadioState = {
  speaking: Speaking | null;
  /** The speech that is played. */
  hearing: string | null;
  /** Somebody speaks, and the browser gives no sound before a touch. */
  isDeaf: boolean;
  /** Why speaking came to nothing. */
  problem: unknown;
};

/** Between two tries to have a line again that broke, in milliseconds; whoever hears waits up to three times as long. */
const PAUSE = 700;

const SILENT: RadioState = { speaking: null, hearing: null, isDeaf: false, problem: null };

export class Radio {
  private state = SILENT;
  private readonly watchers = new Set<() => void>();
  private mouth: Mouth | null = null;
  private ear: Ear | null = null;
  /** Each press has a number: what a let-go press still brings is nothing to the next. */
  private press = 0;
  private live: readonly SpeechLine[] = [];
  /** The longest that one speaks at a stretch, in seconds, as the desk has said; until then it is cut off there. */
  private longest = Number.POSITIVE_INFINITY;
  private limit: ReturnType<typeof setTimeout> | undefined;
  /** The own speech, once the desk has told of it. */
  private known: string | null = null;
  /** Those whom the person does not want to hear, and those that are over. */
  private readonly passed = new Set<string>();
  /** How often each broke since it was heard last. */
  private readonly breaks = new Map<string, number>();

  constructor(private readonly desk: RadioDesk) {}

  now = (): RadioState => this.state;

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** How loud the own voice is, 0 to 1. */
  loudness(): number {
    return this.mouth?.loudness() ?? 0;
  }

  /** The key goes down. */
  async speak(to: Direction): Promise<void> {
    if (this.state.speaking !== null) return;
    this.press += 1;
    const press = this.press;
    this.set({ speaking: { ...to, stage: 'asking', speech: null, since: 0 }, problem: null });
    // What comes out of the loudspeaker would go into the microphone: it goes on afterwards.
    this.hold();
    try {
      openEars();
      await this.begin(to, press);
    } catch (problem) {
      this.fail(press, problem);
    }
  }

  /** Takes the floor, and a line for it; what fails is thrown. Whoever has let go meanwhile has neither. */
  private async begin(to: Direction, press: number): Promise<void> {
    let stream: MediaStream | null = null;
    let speech: string | null = null;
    const isHeld = (): boolean => this.press === press;
    try {
      const wire = import('./wire');
      // It is waited for below, if it comes to that.
      wire.catch(() => {});
      stream = await listenIn();
      if (!isHeld()) return;
      speech = await this.desk.begin(to.channel, to.span);
      if (!isHeld()) return;
      this.set({ speaking: { ...to, stage: this.state.speaking?.stage ?? 'asking', speech, since: 0 } });
      const { giveLine } = await wire;
      const name = `speech/${speech}`;
      const line = await giveLine(await this.desk.door(name), name).catch(() => {
        throw new Mute('no_line');
      });
      const mouth = await speakOn(stream, line);
      if (!isHeld()) {
        mouth.stop();
        return;
      }
      this.mouth = mouth;
      this.set({ speaking: { ...to, stage: 'live', speech, since: Date.now() } });
      // From here on the switchboard ends it: it sees the line fall silent, whatever becomes of this page.
      stream = null;
      speech = null;
      if (Number.isFinite(this.longest)) this.limit = setTimeout(this.release, this.longest * 1000);
      void mouth.over.then((why) => {
        if (this.mouth !== mouth) return;
        if (why === 'line') void this.beginAgain(to, press);
        else this.release();
      });
    } finally {
      for (const track of stream?.getTracks() ?? []) track.stop();
      if (speech !== null) void this.desk.end(speech).catch(() => {});
    }
  }

  /** The line broke in the middle: as long as the key is held another is sought, with a speech of its own. */
  private async beginAgain(to: Direction, press: number): Promise<void> {
    this.mouth = null;
    this.known = null;
    clearTimeout(this.limit);
    this.set({ speaking: { ...to, stage: 'cut', speech: null, since: 0 } });
    while (this.press === press) {
      try {
        return await this.begin(to, press);
      } catch (problem) {
        const isPassing = this.desk.isCut(problem) || (problem instanceof Mute && problem.why === 'no_line');
        if (!isPassing) return this.fail(press, problem);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  private fail(press: number, problem: unknown): void {
    if (this.press === press) this.set({ speaking: null, problem });
    this.hearNext();
  }

  /** The key goes up. */
  release = (): void => {
    if (this.state.speaking === null) return;
    this.press += 1;
    clearTimeout(this.limit);
    this.mouth?.stop();
    this.mouth = null;
    this.set({ speaking: null });
    this.hearNext();
  };

  /** What is live, as the desk tells it: the first is heard, an own one that was cut off falls silent. */
  follow({ speeches: lines, longest }: SpeechList): void {
    this.longest = longest;
    const own = this.state.speaking?.speech ?? null;
    // What the desk said before it heard of it says nothing.
    if (own !== null && lines.some(({ id }) => id === own)) this.known = own;
    else if (own !== null && this.known === own) this.release();
    const { hearing } = this.state;
    if (hearing !== null && !lines.some(({ id }) => id === hearing)) this.hush();
    this.live = lines;
    const isOver = (id: string): boolean => !lines.some((line) => line.id === id);
    for (const id of this.passed) if (isOver(id)) this.passed.delete(id);
    for (const id of this.breaks.keys()) if (isOver(id)) this.breaks.delete(id);
    this.hearNext();
  }

  /** Hears another one. */
  hear(speech: string): void {
    openEars();
    if (this.state.hearing !== null && this.state.hearing !== speech) this.passed.add(this.state.hearing);
    this.passed.delete(speech);
    this.hush();
    const line = this.live.find(({ id }) => id === speech);
    if (line) void this.play(line.id);
  }

  /** Hears it no longer. */
  pass(speech: string): void {
    this.passed.add(speech);
    this.breaks.delete(speech);
    if (this.state.hearing === speech) this.hush();
    this.hearNext();
  }

  /** A touch: now the browser gives sound. */
  unmute(): void {
    openEars();
    this.set({ isDeaf: false });
  }

  forgetProblem(): void {
    this.set({ problem: null });
  }

  private hearNext(): void {
    if (this.state.hearing !== null || this.state.speaking !== null) return;
    const next = [...this.live].reverse().find(({ id, own }) => !own && !this.passed.has(id));
    if (next) void this.play(next.id);
  }

  private async play(speech: string): Promise<void> {
    this.set({ hearing: speech });
    const isWanted = (): boolean => this.state.hearing === speech;
    const over = (): void => {
      this.passed.add(speech);
      if (!isWanted()) return;
      this.ear = null;
      this.set({ hearing: null, isDeaf: false });
      // What still goes on where the line is over, broke: it is asked for again a little later.
      const breaks = (this.breaks.get(speech) ?? 0) + 1;
      this.breaks.set(speech, breaks);
      setTimeout(() => this.resume(speech), PAUSE * Math.min(breaks, 3));
      this.hearNext();
    };
    try {
      const { getLine } = await import('./wire');
      const name = `speech/${speech}`;
      const line = await getLine(await this.desk.door(name), name);
      if (!isWanted()) return line.end();
      this.ear = hearOn(line, { heard: () => this.hears(speech), over });
      this.set({ isDeaf: !earsAreOpen() });
    } catch {
      over();
    }
  }

  private hears(speech: string): void {
    this.breaks.delete(speech);
    void this.desk.heard(speech).catch(() => {});
  }

  /** A line that broke is heard again, unless the person has passed it over since. */
  private resume(speech: string): void {
    if (!this.breaks.has(speech)) return;
    this.passed.delete(speech);
    this.hearNext();
  }

  /** Silent for now; whoever still speaks is heard again. */
  private hold(): void {
    const { hearing } = this.state;
    this.hush();
    if (hearing !== null) this.passed.delete(hearing);
  }

  /** Silent, whoever speaks. */
  hush(): void {
    const { ear } = this;
    this.ear = null;
    this.set({ hearing: null, isDeaf: false });
    ear?.stop();
  }

  private set(change: Partial<RadioState>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.watchers) watcher();
  }
}
