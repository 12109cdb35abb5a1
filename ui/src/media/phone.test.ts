import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallLine } from '../bridge/wire/CallLine';
import { Phone } from './phone';

/** What the page's devices and its lines were asked to do. */
const did = vi.hoisted(() => ({
  given: [] as string[],
  stopped: 0,
  heard: [] as string[],
  hushed: 0,
  track: { enabled: true, stop: () => {} },
  refuse: false,
  /** Whether the desk's door opens. */
  shut: false,
  seen: {} as Record<string, string>,
  /** What is heard now is over, or something came. */
  over: (): void => {},
  next: async (): Promise<unknown> => undefined,
}));

vi.mock('./mouth', () => ({
  Mute: class extends Error {},
  listenIn: async () => {
    if (did.refuse) throw new Error('denied');
    return { getTracks: () => [did.track], getAudioTracks: () => [did.track] };
  },
  speakOn: async () => ({ loudness: () => 0.5, stop: () => (did.stopped += 1), over: new Promise(() => {}) }),
}));
vi.mock('./ear', () => ({
  openEars: () => {},
  earsAreOpen: () => true,
  hearOn: (line: { name: string; next(): Promise<unknown> }, told: { over(): void }) => {
    did.heard.push(line.name);
    Object.assign(did, { over: told.over, next: line.next });
    return { stop: () => (did.hushed += 1) };
  },
}));
/** What the page may do with a call's pictures, call by call. */
vi.mock('./sights', () => ({
  Sights: class {
    follow(call: string, { sees, shows }: { sees: boolean; shows: boolean }): void {
      did.seen[call] = `${sees ? 'sees' : '-'} ${shows ? 'shows' : '-'}`;
    }
    leave(call: string): void {
      delete did.seen[call];
    }
  },
}));
vi.mock('./wire', () => ({
  giveLine: async (_door: string, name: string) => {
    did.given.push(name);
    return {};
  },
  getLine: async (_door: string, name: string) => {
    if (did.shut) throw new Error('shut');
    return { name, next: async () => new Uint8Array(), end: () => {} };
  },
}));

const desk = { side: 'centre' as const, door: async () => 'ws://desk', ring: vi.fn(), step: vi.fn(), sound: vi.fn() };
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function line(id: string, stage: CallLine['stage'], change: Partial<CallLine> = {}): CallLine {
  return { id, stage, own: true, end: null, recording: null, ...change } as CallLine;
}

beforeEach(() => {
  Object.assign(did, { given: [], stopped: 0, heard: [], hushed: 0, refuse: false, shut: false, seen: {} });
  desk.ring.mockReset().mockResolvedValue('c1');
  desk.step.mockReset().mockResolvedValue(undefined);
});

afterEach(() => {
  vi.useRealTimers();
});

test('the other side is heard once both talk, and not before', async () => {
  const phone = new Phone(desk);
  await phone.ring('P1');
  phone.follow([line('c1', 'ringing')]);
  await soon();
  expect(did.given).toEqual(['call/c1/centre']);
  expect(did.heard).toEqual([]);
  expect(did.track.enabled).toBe(false);
  phone.follow([line('c1', 'talking')]);
  await soon();
  expect(did.heard).toEqual(['call/c1/post']);
  expect(did.track.enabled).toBe(true);
});

test('on hold the microphone is shut at the press, and nothing is heard', async () => {
  const phone = new Phone(desk);
  await phone.answer('c1');
  phone.follow([line('c1', 'talking')]);
  await soon();
  const holding = phone.step('c1', { step: 'hold' });
  expect([did.track.enabled, did.hushed]).toEqual([false, 1]);
  await holding;
  phone.follow([line('c1', 'held')]);
  expect(did.track.enabled).toBe(false);
  phone.follow([line('c1', 'talking')]);
  await soon();
  expect(did.heard).toHaveLength(2);
});

test('who presses again before the desk has told goes on from what he pressed, one press after the other', async () => {
  const phone = new Phone(desk);
  await phone.answer('c1');
  const before = line('c1', 'talking');
  phone.follow([before]);
  desk.step.mockReset();
  let settle = (): void => {};
  desk.step.mockReturnValueOnce(new Promise<void>((resolve) => (settle = resolve))).mockResolvedValue(undefined);
  const holding = phone.step('c1', { step: 'hold' });
  expect(phone.stage(before)).toBe('held');
  // A list of before opens nothing again.
  phone.follow([before]);
  expect([did.track.enabled, did.seen.c1]).toEqual([false, '- -']);
  const resuming = phone.step('c1', { step: 'resume' });
  expect(phone.stage(before)).toBe('talking');
  await soon();
  expect(desk.step.mock.calls).toEqual([['c1', { step: 'hold' }]]);
  settle();
  await Promise.all([holding, resuming]);
  expect(desk.step.mock.calls.map(([, { step }]) => step)).toEqual(['hold', 'resume']);
  expect(phone.stage(line('c1', 'watched'))).toBe('watched');
});

test('a hold that the desk refuses is none', async () => {
  const phone = new Phone(desk);
  await phone.answer('c1');
  const talking = line('c1', 'talking');
  phone.follow([talking]);
  desk.step.mockReset().mockRejectedValue(new Error('refused'));
  await phone.step('c1', { step: 'hold' });
  expect([phone.stage(talking), did.track.enabled]).toEqual(['talking', true]);
});

test('a call that was handed over or ended is left, but not for a list of before', async () => {
  const phone = new Phone(desk);
  await phone.answer('c1');
  phone.follow([line('c1', 'ringing', { own: false })]);
  expect(phone.now().calls).toEqual(['c1']);
  phone.follow([line('c1', 'talking')]);
  phone.follow([line('c1', 'talking', { own: false })]);
  expect(phone.now().calls).toEqual([]);
  expect(did.stopped).toBe(1);
});

test('a mute microphone stays mute until it is opened or the last call is over', async () => {
  const phone = new Phone(desk);
  await phone.answer('c1');
  phone.follow([line('c1', 'talking')]);
  phone.mute(true);
  expect(did.track.enabled).toBe(false);
  phone.follow([line('c1', 'talking')]);
  expect(did.track.enabled).toBe(false);
  phone.follow([line('c1', 'talking', { end: 'hung_up' })]);
  expect(phone.now().muted).toBe(false);
});

test('who has no microphone takes no call', async () => {
  const phone = new Phone(desk);
  did.refuse = true;
  expect(await phone.answer('c1')).toBeNull();
  expect(desk.step).not.toHaveBeenCalled();
  expect(phone.now()).toMatchObject({ asking: false, calls: [], problem: new Error('denied') });
});

test.each([
  ['centre', 'sees -'],
  ['post', '- shows'],
] as const)('pictures go where both talk; of one that waits the %s: %s', async (side, watched) => {
  const phone = new Phone({ ...desk, side });
  await phone.answer('c1');
  const told = (['talking', 'held', 'watched'] as const).map((stage) => {
    phone.follow([line('c1', stage)]);
    return did.seen.c1;
  });
  expect(told).toEqual(['sees shows', '- -', watched]);
  phone.follow([line('c1', 'talking')]);
  void phone.step('c1', { step: 'hold' });
  expect(did.seen.c1).toBe('- -');
  phone.leave();
  expect(did.seen).toEqual({});
});

/** A phone that talks in a call, with a clock that only moves when told. */
async function talking(): Promise<Phone> {
  vi.useFakeTimers();
  const phone = new Phone(desk);
  await phone.answer('c1');
  phone.follow([line('c1', 'talking')]);
  await vi.advanceTimersByTimeAsync(0);
  return phone;
}

const where = (phone: Phone): unknown => phone.now().silences.c1?.where;

test('nothing heard for four seconds is told, and where the way is broken once that is known', async () => {
  const phone = await talking();
  await vi.advanceTimersByTimeAsync(2500);
  await did.next();
  await vi.advanceTimersByTimeAsync(2500);
  expect(where(phone), 'something came').toBeUndefined();
  await vi.advanceTimersByTimeAsync(1500);
  expect(where(phone)).toBeNull();
  did.over();
  await vi.advanceTimersByTimeAsync(2000);
  expect(where(phone), 'the desk is reached').toBe('there');
  did.shut = true;
  did.over();
  await vi.advanceTimersByTimeAsync(2000);
  expect(where(phone)).toBe('here');
  phone.follow([line('c1', 'held')]);
  await vi.advanceTimersByTimeAsync(500);
  expect(where(phone), 'on hold nobody is to be heard').toBeUndefined();
  phone.leave();
});

test('who could not reach the desk gives his line anew once he can, mute as he was and with his camera on', async () => {
  const phone = await talking();
  phone.mute(true);
  did.shut = true;
  did.over();
  await vi.advanceTimersByTimeAsync(6000);
  expect([where(phone), did.given]).toEqual(['here', ['call/c1/centre']]);
  did.shut = false;
  await vi.advanceTimersByTimeAsync(3000);
  expect(did.given).toEqual(['call/c1/centre', 'call/c1/centre']);
  expect(phone.now()).toMatchObject({ calls: ['c1'], muted: true });
  expect([did.track.enabled, did.seen.c1]).toEqual([false, 'sees shows']);
  await did.next();
  await vi.advanceTimersByTimeAsync(500);
  expect(phone.now().silences).toEqual({});
  phone.leave();
});

test('a call that ended while its line was sought is sought no longer, and its camera goes off', async () => {
  const phone = await talking();
  phone.mute(true);
  did.shut = true;
  did.over();
  await vi.advanceTimersByTimeAsync(1500);
  did.refuse = true;
  did.shut = false;
  await vi.advanceTimersByTimeAsync(2500);
  expect([phone.isIn('c1'), phone.now().calls, did.seen.c1]).toEqual([true, [], '- -']);
  phone.follow([line('c1', 'talking', { end: 'lost' })]);
  expect([phone.isIn('c1'), phone.now().muted, did.seen]).toEqual([false, false, {}]);
});

test('what is pressed while a call is taken is for that call', async () => {
  const phone = new Phone(desk);
  const taking = phone.answer('c1');
  expect([phone.isIn('c1'), did.seen.c1]).toEqual([true, '- -']);
  await taking;
  expect(phone.isIn('c1')).toBe(true);
  did.refuse = true;
  await phone.answer('c2');
  expect([phone.isIn('c2'), did.seen.c2]).toEqual([false, undefined]);
});

test('who is in a call that is recorded is told by words and a sound once, and the desk that he was', async () => {
  const phone = new Phone(desk);
  await phone.answer('c1');
  desk.step.mockReset().mockRejectedValueOnce(new Error('unreachable')).mockResolvedValue(undefined);
  desk.sound.mockReset();
  const recorded = line('c1', 'talking', { recording: 'announced' });
  phone.follow([recorded]);
  await soon();
  phone.follow([recorded]);
  await soon();
  phone.follow([line('c1', 'talking', { recording: 'on' })]);
  expect(desk.step.mock.calls, 'until the desk knows').toEqual([
    ['c1', { step: 'told' }],
    ['c1', { step: 'told' }],
  ]);
  expect(desk.sound).toHaveBeenCalledTimes(2);
});
