import { describe, expect, test } from 'vitest';
import type { InboxCard } from '../bridge/wire/InboxCard';
import type { InboxOrder } from '../bridge/wire/InboxOrder';
import type { Mark } from '../bridge/wire/Mark';
import { plainCode, spelled } from './code';
import { tell } from './failure';
import { Memory } from './memory';
import { mark, merged, sections, shown } from './receipt';
import type { Pending } from './waiting';
import { say } from './words';

const NOTHING = { delivered: null, read: null, accepted: null, refused: null, done: null };
const NOON = Date.parse('2026-11-20T12:00:00Z');

function order(id: string, change: Partial<InboxOrder> = {}): InboxOrder {
  return {
    id,
    number: `ZL-20261120-A${id}`,
    text: '检查地下室水泵',
    kind: 'command',
    priority: 'urgent',
    issued: '2026-11-20T14:40:00Z',
    deadline: null,
    part: 'recipient',
    progress: 'waiting',
    receipt: NOTHING,
    answer: { holds: 'words' },
    words: null,
    value: null,
    attachments: [],
    answered: [],
    from: '区指挥中心',
    end: null,
    called: null,
    ...change,
  };
}

function card(orders: InboxOrder[], post = 'P1'): InboxCard {
  const grid = {
    path: '411602',
    code: '411602',
    level: 1,
    kind: '',
    name: '川汇区',
    heads: [],
    residents: null,
    bounds: null,
  };
  return {
    purpose: 'service',
    post: { id: post } as InboxCard['post'],
    grid: grid as InboxCard['grid'],
    ancestors: [],
    call: null,
    whole: true,
    orders,
    reports: [],
    tasks: [],
    whistles: [],
    vector: {},
  };
}

function pending(id: string, said: Mark, change: Partial<Pending> = {}): Pending {
  return { id, post: 'P1', order: '1', mark: said, at: NOON, ...change };
}

describe('receipts on the phone', () => {
  test('what was said is shown at once, and as unsent until the desk answers', () => {
    const [one] = shown(card([order('1')]), [
      pending('a', { mark: 'delivered' }),
      pending('b', { mark: 'read' }),
      pending('c', { mark: 'accepted' }),
    ]);
    expect(one?.progress).toBe('accepted');
    expect(one?.unsent?.id).toBe('c');
    expect(one?.receipt.accepted).toEqual({ at: '2026-11-20T12:00:00.000Z', way: 'device' });
  });

  test('what the page says by itself is not shown as unsent', () => {
    const [one] = shown(card([order('1')]), [pending('a', { mark: 'delivered' })]);
    expect(one?.unsent).toBeNull();
  });

  test('what another post said on this phone stays apart', () => {
    const [one] = shown(card([order('1')], 'P2'), [pending('a', { mark: 'accepted' })]);
    expect(one?.progress).toBe('waiting');
  });

  test('a receipt moves forward only', () => {
    expect(mark(order('1', { progress: 'accepted' }), { mark: 'read' }, NOON).progress).toBe('accepted');
    expect(mark(order('1', { progress: 'done' }), { mark: 'refused', reason: '无' }, NOON).words).toBeNull();
  });

  test('an answer that is older than what was said meanwhile takes nothing back', () => {
    const said = card([order('1', { progress: 'accepted' }), order('2')]);
    const older = card([order('1', { progress: 'delivered' }), order('2', { progress: 'read' }), order('3')]);
    expect(merged(said, older).orders.map(({ progress }) => progress)).toEqual(['accepted', 'read', 'waiting']);
  });

  test('an answer that tells only what changed leaves the other orders as they were', () => {
    const before = card([order('2', { progress: 'accepted' }), order('1', { progress: 'read' })]);
    const changed = { ...card([order('3'), order('2', { progress: 'read' })]), whole: false };
    const orders = merged(before, changed).orders.map(({ id, progress }) => [id, progress]);
    expect(orders).toEqual([
      ['3', 'waiting'],
      ['2', 'accepted'],
      ['1', 'read'],
    ]);
    expect(merged(before, { ...changed, whole: true }).orders).toHaveLength(2);
  });

  test('orders of one second stand newest first, however many figures their moments have', () => {
    const first = { ...order('1', { issued: '2026-11-20T12:00:00.4Z' }), unsent: null };
    const second = { ...order('2', { issued: '2026-11-20T12:00:00.413Z' }), unsent: null };
    expect(sections([first, second]).waiting.map(({ id }) => id)).toEqual(['2', '1']);
  });

  test('what has to be answered stands above, newest first', () => {
    const sorted = sections(
      shown(
        card([
          order('1', { progress: 'done' }),
          order('2', { issued: '2026-11-20T10:00:00Z' }),
          order('3', { issued: '2026-11-20T11:00:00Z', progress: 'read' }),
          order('4', { progress: 'accepted' }),
          order('5', { part: 'copy' }),
          order('6', { progress: 'refused' }),
        ]),
        [],
      ),
    );
    const ids = Object.values(sorted).map((section) => section.map(({ id }) => id));
    expect(ids).toEqual([['3', '2'], ['4'], ['5'], ['1', '6']]);
  });
});

describe('what outlives the page', () => {
  test('an act stays until it is dropped', () => {
    const memory = new Memory(new Shelf(1000));
    expect(memory.add(pending('a', { mark: 'accepted' }))).toBe(true);
    expect(memory.add(pending('b', { mark: 'read' }))).toBe(true);
    memory.drop('a');
    expect(memory.pending().map(({ id }) => id)).toEqual(['b']);
  });

  test('a full storage is said, and the act lives on as long as the page', () => {
    const memory = new Memory(new Shelf(10));
    expect(memory.keep({ card: card([]), asOf: NOON })).toBe(false);
    expect(memory.add(pending('a', { mark: 'accepted' }))).toBe(false);
    expect(memory.pending()).toHaveLength(1);
    memory.drop('a');
    expect(memory.pending()).toHaveLength(0);
  });

  test('an answer learns what its photos are called at the desk, wherever it is kept', () => {
    const file = { hash: 'f'.repeat(64), media: 'jpeg' as const, size: 7, name: '现场照片 1.jpg' };
    const said: Mark = { mark: 'done', words: '', attachments: [{ is: 'file', file }] };
    for (const room of [10, 2000]) {
      const memory = new Memory(new Shelf(room));
      memory.add({ ...pending('a', { mark: 'done', words: '' }), files: ['p'] });
      memory.add(pending('b', { mark: 'read' }));
      memory.change({ ...pending('a', said), files: ['p'] });
      expect(memory.pending().map((one) => [one.id, 'mark' in one && one.mark])).toEqual([
        ['a', said],
        ['b', { mark: 'read' }],
      ]);
    }
  });
});

describe('words', () => {
  test('a code is read however it is typed', () => {
    for (const typed of ['k7mq2rxa', ' K7MQ-2RXA ', 'k7mq 2rxa', 'Ｋ７ＭＱ－２ＲＸＡ']) {
      expect(plainCode(typed)).toBe('K7MQ2RXA');
      expect(spelled(typed)).toBe('K7MQ-2RXA');
    }
  });

  test('a failure is told by its code, and by its kind when the code is new', () => {
    const failure = {
      kind: 'refused' as const,
      params: { seconds: '41' },
      message: 'm',
      advice: '',
      reference: null,
      faults: [],
    };
    expect(tell({ ...failure, code: 'pairing.too_many_tries' }).what).toContain('41');
    expect(tell({ ...failure, code: 'something.new' }).what).toBe(say('failure.refused', { message: 'm' }));
  });
});

/** A storage with room for so many characters. */
class Shelf implements Storage {
  readonly #kept = new Map<string, string>();
  readonly #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  get length(): number {
    return this.#kept.size;
  }
  clear(): void {
    this.#kept.clear();
  }
  getItem(key: string): string | null {
    return this.#kept.get(key) ?? null;
  }
  key(): null {
    return null;
  }
  removeItem(key: string): void {
    this.#kept.delete(key);
  }
  setItem(key: string, value: string): void {
    if (value.length > this.#room) throw new Error('full');
    this.#kept.set(key, value);
  }
}
