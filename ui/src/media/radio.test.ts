import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SpeechLine } from '../bridge/wire/SpeechLine';
import { Radio } from './radio';

/** What the page's devices and its line were asked to do. */
const did = vi.hoisted(() => ({
  spoken: 0,
  stopped: 0,
  heard: [] as string[],
  hushed: [] as string[],
  /** The line that is spoken on ends. */
  over: (_: 'line' | 'here') => {},
  /** The line that is heard ends. */
  silent: () => {},
}));

vi.mock('./mouth', () => ({
  Mute: class extends Error {},
  listenIn: async () => ({ getTracks: () => [] }),
  speakOn: async () => {
    did.spoken += 1;
    let settle = (_: 'line' | 'here'): void => {};
    const over = new Promise<'line' | 'here'>((resolve) => {
      settle = resolve;
    });
    did.over = settle;
    return { loudness: () => 0.5, stop: () => (did.stopped += 1), over };
  },
}));
vi.mock('./ear', () => ({
  openEars: () => {},
  earsAreOpen: () => true,
  hearOn: (line: { name: string }, told: { heard(): void; over(): void }) => {
    did.heard.push(line.name);
    did.silent = told.over;
    told.heard();
    return { stop: () => did.hushed.push(line.name) };
  },
}));
vi.mock('./wire', () => ({
  giveLine: async () => ({}),
  getLine: async (_door: string, name: string) => ({ name, end: () => {} }),
}));

const isCut = (problem: unknown): boolean => problem === 'cut';
const desk = { door: async () => 'ws://desk', begin: vi.fn(), end: vi.fn(), heard: vi.fn(), isCut };
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const HERE = { channel: '411602', span: 'here' } as const;

function live(...ids: string[]) {
  const line = (id: string) => ({ id, own: id.startsWith('own') }) as SpeechLine;
  return { speeches: ids.map(line), longest: 120 };
}

beforeEach(() => {
  Object.assign(did, { spoken: 0, stopped: 0, heard: [], hushed: [] });
  desk.begin.mockReset().mockResolvedValue('own');
  desk.end.mockReset().mockResolvedValue(undefined);
  desk.heard.mockReset().mockResolvedValue(undefined);
});

test('a key that is let go before the line stands frees the floor, and nothing is said', async () => {
  const radio = new Radio(desk);
  let give = (_: string): void => {};
  desk.begin.mockReturnValue(new Promise<string>((resolve) => (give = resolve)));
  const pressing = radio.speak(HERE);
  await soon();
  radio.release();
  expect(radio.now().speaking).toBeNull();
  give('own');
  await pressing;
  expect(did.spoken).toBe(0);
  expect(desk.end).toHaveBeenCalledWith('own');
});

test('what was said is ended by the line, not by the page', async () => {
  const radio = new Radio(desk);
  await radio.speak(HERE);
  expect(radio.now().speaking).toMatchObject({ stage: 'live', speech: 'own' });
  radio.release();
  expect(did.stopped).toBe(1);
  expect(desk.end).not.toHaveBeenCalled();
});

test('whoever is cut off falls silent, but not for a list of before', async () => {
  const radio = new Radio(desk);
  await radio.speak(HERE);
  radio.follow(live());
  expect(radio.now().speaking).not.toBeNull();
  radio.follow(live('own'));
  radio.follow(live('centre'));
  expect(radio.now().speaking).toBeNull();
  expect(did.stopped).toBe(1);
});

test('a refusal is told until the next press', async () => {
  const radio = new Radio(desk);
  desk.begin.mockRejectedValueOnce('taken');
  await radio.speak(HERE);
  expect(radio.now()).toMatchObject({ speaking: null, problem: 'taken' });
  await soon();
  await radio.speak(HERE);
  expect(radio.now().problem).toBeNull();
});

test('one is heard at a time, the first first, and it is said once that one heard it', async () => {
  const radio = new Radio(desk);
  radio.follow(live('second', 'first'));
  await soon();
  expect(did.heard).toEqual(['speech/first']);
  radio.follow(live('second', 'first'));
  await soon();
  expect(desk.heard).toHaveBeenCalledTimes(1);
  radio.follow(live('second'));
  await soon();
  expect(did.heard).toEqual(['speech/first', 'speech/second']);
});

test('who is passed over is not heard again by itself, only when asked for', async () => {
  const radio = new Radio(desk);
  radio.follow(live('one'));
  await soon();
  radio.pass('one');
  radio.follow(live('one'));
  await soon();
  expect(did.heard).toHaveLength(1);
  radio.hear('one');
  await soon();
  expect(did.heard).toHaveLength(2);
});

test('nobody is heard while one speaks, and whoever still speaks is heard afterwards', async () => {
  const radio = new Radio(desk);
  radio.follow(live('other'));
  await soon();
  await radio.speak(HERE);
  expect(did.hushed).toEqual(['speech/other']);
  radio.follow(live('other', 'own'));
  await soon();
  expect(did.heard).toHaveLength(1);
  radio.release();
  await soon();
  expect(did.heard).toHaveLength(2);
});

test('a microphone that goes ends the speech', async () => {
  const radio = new Radio(desk);
  await radio.speak(HERE);
  did.over('here');
  await soon();
  expect(radio.now().speaking).toBeNull();
});

describe('a line that breaks', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const later = () => vi.advanceTimersByTimeAsync(5_000);

  test('is had again while the key is held, with a speech of its own', async () => {
    const radio = new Radio(desk);
    await radio.speak(HERE);
    desk.begin.mockRejectedValueOnce('cut').mockRejectedValueOnce('cut').mockResolvedValueOnce('own again');
    did.over('line');
    await vi.advanceTimersByTimeAsync(1);
    expect(radio.now().speaking).toMatchObject({ stage: 'cut' });
    await later();
    expect(radio.now().speaking).toMatchObject({ stage: 'live', speech: 'own again' });
    radio.follow(live('own again'));
    expect(did.spoken).toBe(2);
  });

  test('is not sought once the key is let go, nor where the floor is another one’s', async () => {
    const radio = new Radio(desk);
    await radio.speak(HERE);
    desk.begin.mockRejectedValue('cut');
    did.over('line');
    await later();
    radio.release();
    const tries = desk.begin.mock.calls.length;
    await later();
    expect(desk.begin).toHaveBeenCalledTimes(tries);
    desk.begin.mockResolvedValueOnce('own').mockRejectedValue('taken');
    await radio.speak(HERE);
    did.over('line');
    await later();
    expect(radio.now()).toMatchObject({ speaking: null, problem: 'taken' });
  });

  test('is heard again as long as it goes on, and not once it is over or passed', async () => {
    const radio = new Radio(desk);
    radio.follow(live('one'));
    await later();
    did.silent();
    expect(radio.now().hearing).toBeNull();
    await later();
    expect(did.heard).toEqual(['speech/one', 'speech/one']);
    did.silent();
    radio.pass('one');
    await later();
    expect(did.heard).toHaveLength(2);
    radio.follow(live('two'));
    await later();
    did.silent();
    radio.follow(live());
    await later();
    expect(did.heard).toEqual(['speech/one', 'speech/one', 'speech/two']);
  });
});
