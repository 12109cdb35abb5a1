// The outbox under a faulty carrier: requests and answers get lost, arrive twice and late, the page is closed and opened
// again at any moment. Whatever happens, each item reaches the desk, and counts once.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answered } from '../bridge/wire/Answered';
import type { AttachedFile } from '../bridge/wire/AttachedFile';
import type { Call } from '../bridge/wire/Call';
import type { InboxCard } from '../bridge/wire/InboxCard';
import type { Outcome } from '../bridge/wire/Outcome';

/** The desk: it keeps the first answer to each command id and gives it again. */
const desk = { answers: new Map<string, Outcome>(), facts: [] as Call[], files: new Map<string, AttachedFile>() };
/** Files outlive the page. */
const shelved = new Map<string, Blob>();
/** What is still under way and arrives later. */
let late: (() => void)[] = [];
let chance = random(1);

vi.mock('./desk', () => ({
  PAUSES: [1],
  actAll: (calls: Call[]) => carried(() => calls.map(answered)),
  attach: (_: Blob, name: string, id: string) =>
    carried(() => {
      const known = desk.files.get(id);
      const file: AttachedFile = known ?? {
        hash: id.replaceAll('-', '').padEnd(64, '0'),
        media: 'jpeg',
        size: 1,
        name,
      };
      desk.files.set(id, file);
      return file;
    }),
}));
vi.mock('./shelf', () => ({
  put: async (_: string, key: string, file: Blob) => Boolean(shelved.set(key, file)),
  get: async (_: string, key: string) => shelved.get(key) ?? null,
  keys: async () => [...shelved.keys()],
  drop: async (_: string, key: string) => {
    shelved.delete(key);
  },
}));

function answered(call: Call): Answered {
  return { is: 'done', outcome: taken(call) };
}

function taken(call: Call): Outcome {
  const known = desk.answers.get(call.command_id);
  if (known) return known;
  desk.facts.push(call);
  const outcome = outcomeOf(call);
  desk.answers.set(call.command_id, outcome);
  return outcome;
}

function outcomeOf({ command_id, action }: Call): Outcome {
  if (action.type === 'make_report') return { type: 'report_made', incident: command_id, number: 'SJ', veiled: 0 };
  if (action.type === 'say_checkpoint') return { type: 'checkpoint_said', changed: true };
  if (action.type === 'send_message') return { type: 'message_sent', message: command_id, number: 1, people: 1 };
  return { type: 'receipt_marked', changed: true };
}

/** A bad network: the request is lost, or its answer is, or it comes a second time when all else has moved on. */
async function carried<T>(arrive: () => T): Promise<T> {
  const { unreachable } = await import('../bridge/failed');
  const fate = chance();
  if (fate < 0.3) throw unreachable('lost on the way');
  const answer = arrive();
  if (fate < 0.5) throw unreachable('its answer is lost');
  if (fate < 0.7) late.push(arrive);
  return answer;
}

/** Numbers from nought to one, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const card = {
  purpose: 'service',
  post: { id: 'P1' },
  grid: { path: '411602' },
  ancestors: [],
  orders: [],
  reports: [],
  call: null,
  vector: {},
} as unknown as InboxCard;

const after = { ended: () => {}, refused: () => {}, said: () => {}, told: () => {}, unsaid: () => {} };

/** Opens the page: nothing of an earlier one is left but what its storages hold. */
async function opened() {
  vi.resetModules();
  const state = await import('./state');
  state.set({ card, stage: 'seated' });
  return { outbox: await import('./outbox'), state };
}

/** The storage that browsers give pages. */
class Kept {
  readonly #all = new Map<string, string>();
  getItem = (key: string): string | null => this.#all.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.#all.set(key, value);
  removeItem = (key: string): void => void this.#all.delete(key);
}

beforeEach(() => {
  vi.stubGlobal('window', { localStorage: new Kept() });
  vi.useFakeTimers();
  for (const all of [desk.answers, desk.files, shelved]) all.clear();
  desk.facts = [];
  late = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the outbox', () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed + 1))(
    'loses nothing and doubles nothing (seed %i)',
    async (seed) => {
      chance = random(seed);
      const said: string[] = [];
      const withPhoto = new Set<string>();
      let { outbox, state } = await opened();
      for (let turn = 0; turn < 30; turn += 1) {
        const what = Math.floor(chance() * 6);
        const words = `${turn}`;
        if (what === 0) {
          const photos = chance() < 0.5 ? [new Blob(['x'], { type: 'image/jpeg' })] : [];
          const spot = { at: 'grid' as const, path: '411602' };
          const draft = { kind: 'hazard' as const, urgency: 'normal' as const, words, spot, attachments: [] };
          await outbox.keepReport({ ...draft, seen: new Date().toISOString() }, photos);
          said.push(words);
          if (photos.length > 0) withPhoto.add(words);
        } else if (what === 1) {
          const to = {
            channel: '411602',
            span: 'here' as const,
            priority: 'normal' as const,
            mentions: [],
            quotes: null,
          };
          await outbox.keepMessage({ ...to, words, written: null }, null);
          said.push(words);
        } else if (what === 2) {
          outbox.keepCheckpoint({ id: words, state: 'closed', queue: 1 });
          said.push(words);
        } else if (what === 3) {
          outbox.note(words, { mark: 'accepted' });
          said.push(words);
        } else if (what === 4) {
          // The page is closed, perhaps while something is under way.
          void outbox.flush(after);
          ({ outbox, state } = await opened());
        } else {
          for (const arrive of late.splice(0).reverse()) arrive();
        }
        void outbox.flush(after);
        await vi.advanceTimersByTimeAsync(2);
      }
      chance = () => 1;
      ({ outbox, state } = await opened());
      await outbox.flush(after);
      for (const arrive of late.splice(0)) arrive();
      expect(state.memory.pending()).toEqual([]);
      expect(desk.facts.map(wordsOf).sort()).toEqual([...said].sort());
      for (const { action } of desk.facts) {
        if (action.type !== 'make_report') continue;
        expect(action.report.attachments.length).toBe(withPhoto.has(action.report.words) ? 1 : 0);
      }
      expect(shelved.size).toBe(0);
    },
  );

  it('keeps a report that the desk did not take until the person has decided, also over a closed page', async () => {
    chance = () => 1;
    const { outbox } = await opened();
    const spot = { at: 'grid' as const, path: '411602' };
    const draft = { kind: 'other' as const, urgency: 'normal' as const, words: '井盖', spot, attachments: [] };
    const photo = new Blob(['x'], { type: 'image/jpeg' });
    await outbox.keepReport({ ...draft, seen: '2026-11-20T04:00:00Z' }, [photo]);
    // The phone's storage was cleared under the page.
    const [name] = shelved.keys();
    shelved.clear();
    await outbox.flush(after);
    const next = await opened();
    const [kept] = next.state.memory.pending();
    if (kept === undefined || !('report' in kept)) throw new Error('the report is gone');
    expect(kept.refused?.code).toBe('photo.lost');
    await next.outbox.flush(after);
    expect(desk.facts).toEqual([]);
    expect(name).toBe(kept.files?.[0]);
    await next.outbox.again(kept);
    await next.outbox.flush(after);
    expect(desk.facts.map(wordsOf)).toEqual(['井盖']);
    expect(next.state.memory.pending()).toEqual([]);
  });
});

function wordsOf({ action }: Call): string {
  if (action.type === 'make_report') return action.report.words;
  if (action.type === 'send_message') return action.message.words;
  if (action.type === 'say_checkpoint') return action.id;
  return action.type === 'mark_receipt' ? action.order : action.type;
}
