// The phone of a page: the live calls that it is in. It gives the microphone on its side's line of each, and plays the other
// side's of the one that is talked in; what both show each other goes beside it. Who may do what, the desk decides.

import type { CallLine } from '../bridge/wire/CallLine';
import type { CallStep } from '../bridge/wire/CallStep';
import { type Ear, earsAreOpen, hearOn, openEars } from './ear';
import { listenIn, type Mouth, Mute, speakOn } from './mouth';
import { Sights } from './sights';

/** What the phone asks of the desk. */
export type PhoneDesk = {
  /** Which side of a call this page is on. */
  side: 'centre' | 'post';
  /** Where a line is given and got. */
  door(line: string): Promise<string>;
  /** Calls a post, or the centre where there is none; the call. */
  ring(post: string | null): Promise<string>;
  /** Settles once it is done and this page has heard how the calls stand after it. */
  step(call: string, step: CallStep): Promise<void>;
  /** Sounds the mark of a call that is recorded; its words stand on the page. */
  sound(): void;
};

/** The other side has not been heard for a while, although both talk. */
export type Silence = {
  /** Since when, in milliseconds of the clock. */
  since: number;
  /** Where the way is broken: between here and the desk, or beyond it; null: that is being found out. */
  where: 'here' | 'there' | null;
};

export type PhoneState = {
  /** The microphone is asked for, or the line. */
  asking: boolean;
  /** The calls that this page is in. */
  calls: readonly string[];
  muted: boolean;
  /** Somebody talks, and the browser gives no sound before a touch. */
  isDeaf: boolean;
  /** Calls in which nothing comes from the other side, silent or not. */
  silences: Readonly<Record<string, Silence>>;
  /** Why it came to nothing. */
  problem: unknown;
};

/** This page's part in one call. */
type Leg = {
  stream: MediaStream;
  mouth: Mouth;
  /** What is heard of the other side. */
  ear: Ear | null;
  /** Its line is being asked for. */
  isOpening: boolean;
  /** The desk has told that this page's seat is in it. */
  isKnown: boolean;
  isTalking: boolean;
  /** When something last came of the other side, or since when it ought to; in milliseconds of the clock. */
  heardAt: number;
  /** Whether the desk was reached when it was asked for the other side again; null: it was not asked yet. */
  isReached: boolean | null;
};

type Stage = CallLine['stage'];

/** How a call stands once a step is done. */
const AFTER: Partial<Record<CallStep['step'], Stage>> = { hold: 'held', watch: 'watched', resume: 'talking' };

const IDLE: PhoneState = {
  asking: false,
  calls: [],
  muted: false,
  isDeaf: false,
  silences: {},
  problem: null,
};
/** So long after a line broke it is tried again, in milliseconds. */
const AGAIN = 1000;
/** Who is in a call gives fifty packets a second, silent or not: of whom none came for so long nothing is heard, in
 * milliseconds. A network that goes without a word says nothing of it for minutes. */
const SILENT = 3000;
/** So often it is looked who is heard, in milliseconds. */
const BEAT = 500;
/** Neither sees the other. */
const NO_PART = { sees: false, shows: false };

export class Phone {
  private state = IDLE;
  private readonly watchers = new Set<() => void>();
  private readonly legs = new Map<string, Leg>();
  /** What the desk told last. */
  private lines: readonly CallLine[] = [];
  /** What was pressed here last, as long as the desk has not told what came of it. */
  private readonly pressed = new Map<string, { stage: Stage }>();
  /** One press after the other: the network may not turn them round. */
  private turn: Promise<unknown> = Promise.resolve();
  /** The call that this page is about to be in. */
  private joining: string | null = null;
  /** Calls that this page has lost and wants to be in again, and since when. */
  private readonly sought = new Map<string, number>();
  /** Calls of which this page has said that they are recorded. */
  private readonly announced = new Set<string>();
  private beat: ReturnType<typeof setInterval> | undefined;
  /** What both sides show each other. */
  readonly sights: Sights;

  constructor(private readonly desk: PhoneDesk) {
    this.sights = new Sights(desk);
  }

  now = (): PhoneState => this.state;
  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Whether this page is in a call, or is about to be. */
  isIn(call: string): boolean {
    return this.legs.has(call) || this.joining === call || this.sought.has(call);
  }

  /** How loud the own voice is, 0 to 1. */
  loudness(): number {
    if (this.state.muted) return 0;
    return Math.max(
      0,
      ...[...this.legs.values()].filter(({ isTalking }) => isTalking).map(({ mouth }) => mouth.loudness()),
    );
  }

  /** Calls; gives the call, or null where it came to nothing. The microphone first: who cannot speak rings nobody up. */
  ring(post: string | null): Promise<string | null> {
    return this.begin(() => this.desk.ring(post));
  }

  /** Takes a call that rings, or one that is handed over. */
  answer(call: string): Promise<string | null> {
    return this.enter(call, () => this.desk.step(call, { step: 'answer' }));
  }

  /** Is in a call again that this page has lost, or that another page of this seat began. */
  join(call: string): Promise<string | null> {
    return this.enter(call, async () => {});
  }

  /** How a call stands for whoever presses next: as he pressed last, and else as the desk told. */
  stage({ id, stage }: CallLine): Stage {
    return this.pressed.get(id)?.stage ?? stage;
  }

  /** Does something with a call; what came of it the desk tells. */
  async step(call: string, step: CallStep): Promise<void> {
    // Whoever presses is heard no longer from now on, whatever the network does.
    const leg = this.legs.get(call);
    if (leg && (step.step === 'hold' || step.step === 'watch' || step.step === 'end')) this.quieten(leg);
    if (leg && step.step === 'hold') this.sights.follow(call, NO_PART);
    if (leg && step.step === 'watch') this.sights.follow(call, { sees: true, shows: false });
    if (step.step === 'end') this.drop(call);
    const stage = AFTER[step.step];
    const press = stage && { stage };
    const done = press ? this.turn.then(() => this.desk.step(call, step)) : this.desk.step(call, step);
    if (press) {
      this.pressed.set(call, press);
      this.turn = done.catch(() => {});
    }
    const settle = (): void => {
      if (press && this.pressed.get(call) === press) this.pressed.delete(call);
    };
    try {
      await done;
      settle();
      this.set({ problem: null });
    } catch (problem) {
      settle();
      this.set({ problem });
      this.follow(this.lines);
    }
  }

  mute(muted: boolean): void {
    this.set({ muted });
    for (const leg of this.legs.values()) this.tune(leg);
  }

  /** A touch: now the browser gives sound. */
  unmute(): void {
    openEars();
    this.set({ isDeaf: false });
  }

  forgetProblem(): void {
    this.set({ problem: null });
  }

  /** The calls as the desk tells them: who is put on hold hears nothing, who is no longer in one leaves it. */
  follow(lines: readonly CallLine[]): void {
    this.lines = lines;
    for (const [call, leg] of this.legs) {
      const line = lines.find(({ id }) => id === call);
      const isIn = line?.own === true && line.end === null;
      if (isIn && line.recording !== null) this.announce(call);
      if (isIn) leg.isKnown = true;
      // What the desk said before it heard of it says nothing.
      else if (leg.isKnown || line?.end) {
        this.drop(call);
        continue;
      }
      // A list that was under way when hold was pressed opens nothing again; what waits is gone on with by the desk's word.
      const pressed = this.pressed.get(call)?.stage;
      const stage = isIn && pressed && pressed !== 'talking' ? pressed : line?.stage;
      const talks = isIn && stage === 'talking';
      if (talks && !leg.isTalking) leg.heardAt = Date.now();
      leg.isTalking = talks;
      // Of one that waits the centre may go on watching.
      const isWatched = isIn && stage === 'watched';
      const { side } = this.desk;
      this.sights.follow(call, {
        sees: leg.isTalking || (isWatched && side === 'centre'),
        shows: leg.isTalking || (isWatched && side === 'post'),
      });
      this.tune(leg);
      if (!leg.isTalking) this.hush(leg);
      else if (leg.ear === null) void this.hear(call, leg);
    }
    for (const call of this.sought.keys()) {
      const line = lines.find(({ id }) => id === call);
      if (!line?.own || line.end !== null) this.forsake(call);
    }
  }

  /** Nobody sits here any more. */
  leave(): void {
    for (const call of [...this.legs.keys()]) this.drop(call);
    for (const call of [...this.sought.keys()]) this.forsake(call);
    this.set(IDLE);
  }

  /** Is in a call from now on. What is pressed meanwhile is for this call already. */
  private async enter(call: string, said: () => Promise<void>): Promise<string | null> {
    if (this.state.asking) return null;
    this.joining = call;
    if (!this.legs.has(call)) this.sights.follow(call, NO_PART);
    const entered = await this.begin(async () => {
      await said();
      return call;
    });
    this.joining = null;
    if (!this.isIn(call)) this.sights.leave(call);
    return entered;
  }

  private async begin(said: () => Promise<string>): Promise<string | null> {
    if (this.state.asking) return null;
    openEars();
    this.set({ asking: true, problem: null });
    let stream: MediaStream | null = null;
    try {
      const wire = import('./wire');
      // It is waited for below, if it comes to that.
      wire.catch(() => {});
      stream = await listenIn();
      const call = await said();
      if (!this.legs.has(call)) {
        await this.speak(call, stream, await wire);
        stream = null;
      }
      return call;
    } catch (problem) {
      this.set({ problem });
      return null;
    } finally {
      for (const track of stream?.getTracks() ?? []) track.stop();
      this.set({ asking: false });
    }
  }

  private async speak(call: string, stream: MediaStream, { giveLine }: typeof import('./wire')): Promise<void> {
    const name = `call/${call}/${this.desk.side}`;
    const line = await giveLine(await this.desk.door(name), name).catch(() => {
      throw new Mute('no_line');
    });
    const mouth = await speakOn(stream, line);
    const leg: Leg = {
      stream,
      mouth,
      ear: null,
      isOpening: false,
      isKnown: false,
      isTalking: false,
      heardAt: Date.now(),
      isReached: null,
    };
    this.legs.set(call, leg);
    this.sought.delete(call);
    this.beat ??= setInterval(() => this.listen(), BEAT);
    this.set({ calls: [...this.legs.keys()] });
    this.follow(this.lines);
    void mouth.over.then((why) => {
      if (this.legs.get(call) !== leg) return;
      if (why === 'line') return this.lose(call);
      this.drop(call);
      this.set({ problem: new Mute('no_microphone') });
    });
  }

  /** This page's line of a call is gone. The network is, for a moment perhaps: the desk waits a little for the line. Who was
   * mute stays so, and a camera stays on. */
  private lose(call: string): void {
    this.sought.set(call, this.legs.get(call)?.heardAt ?? Date.now());
    this.part(call);
    this.sights.follow(call, NO_PART);
    this.follow(this.lines);
    this.seek(call);
  }

  private seek(call: string): void {
    setTimeout(async () => {
      if (this.sought.has(call) && (await this.join(call)) === null) this.seek(call);
    }, AGAIN);
  }

  /** There is nothing to be sought any more. */
  private forsake(call: string): void {
    if (!this.sought.delete(call)) return;
    this.sights.leave(call);
    if (!this.isInAny()) this.set({ muted: false });
  }

  /** The page shows that the call is recorded: its person hears the mark, and the desk, that he has been told. */
  private announce(call: string): void {
    if (this.announced.has(call)) return;
    this.announced.add(call);
    this.desk.sound();
    // Where the desk was not reached it is said with the next list.
    void this.desk.step(call, { step: 'told' }).catch(() => this.announced.delete(call));
  }

  private isInAny(): boolean {
    return this.legs.size > 0 || this.sought.size > 0;
  }

  private async hear(call: string, leg: Leg): Promise<void> {
    if (leg.isOpening) return;
    leg.isOpening = true;
    const isWanted = (): boolean => this.legs.get(call) === leg && leg.isTalking;
    const again = (): void => {
      leg.ear = null;
      if (isWanted()) setTimeout(() => isWanted() && leg.ear === null && void this.hear(call, leg), AGAIN);
    };
    try {
      const { getLine } = await import('./wire');
      const name = `call/${call}/${this.desk.side === 'centre' ? 'post' : 'centre'}`;
      const line = await getLine(await this.desk.door(name), name);
      if (!isWanted()) return line.end();
      if (leg.isReached === false) {
        // What this page gave went nowhere either, though its socket need not know: it gives its line anew.
        line.end();
        return this.lose(call);
      }
      leg.isReached = true;
      const next = async (): Promise<Uint8Array | undefined> => {
        const packet = await line.next();
        if (packet !== undefined) Object.assign(leg, { heardAt: Date.now(), isReached: null });
        return packet;
      };
      leg.ear = hearOn({ ...line, next }, { heard: () => {}, over: again });
      this.set({ isDeaf: !earsAreOpen() });
    } catch {
      leg.isReached = false;
      again();
    } finally {
      leg.isOpening = false;
    }
  }

  /** Looks who is heard. */
  private listen(): void {
    if (!this.isInAny()) {
      clearInterval(this.beat);
      this.beat = undefined;
    }
    const now = Date.now();
    const silences: Record<string, Silence> = {};
    for (const [call, { isTalking, heardAt, isReached }] of this.legs) {
      if (!isTalking || now - heardAt < SILENT) continue;
      silences[call] = { since: heardAt, where: isReached === null ? null : isReached ? 'there' : 'here' };
    }
    for (const [call, since] of this.sought) silences[call] = { since, where: 'here' };
    if (JSON.stringify(silences) !== JSON.stringify(this.state.silences)) this.set({ silences });
  }

  /** The microphone is open while one talks, and neither muted nor on hold. */
  private tune(leg: Leg): void {
    for (const track of leg.stream.getAudioTracks()) track.enabled = leg.isTalking && !this.state.muted;
  }

  private quieten(leg: Leg): void {
    leg.isTalking = false;
    this.tune(leg);
    this.hush(leg);
  }

  private hush(leg: Leg): void {
    const { ear } = leg;
    leg.ear = null;
    ear?.stop();
  }

  /** Leaves a call for good. */
  private drop(call: string): void {
    this.forsake(call);
    if (!this.legs.has(call)) return;
    this.part(call);
    this.sights.leave(call);
    if (!this.isInAny()) this.set({ muted: false });
  }

  private part(call: string): void {
    const leg = this.legs.get(call);
    if (leg === undefined) return;
    this.legs.delete(call);
    this.announced.delete(call);
    this.pressed.delete(call);
    leg.isTalking = false;
    this.hush(leg);
    leg.mouth.stop();
    this.set({ calls: [...this.legs.keys()], isDeaf: false });
  }

  private set(change: Partial<PhoneState>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.watchers) watcher();
  }
}
