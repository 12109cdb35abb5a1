import { describe, expect, it } from 'vitest';
import type { IncidentLine } from '../../bridge/wire/IncidentLine';
import { queueOf, stepFrom } from './queue';

const line = (id: string, change: Partial<IncidentLine> = {}): IncidentLine => ({
  id,
  number: id,
  channel: 'call',
  category: [],
  kind: 'other',
  urgency: 'normal',
  state: 'reported',
  words: '',
  grid: '411602',
  grid_name: '',
  place: null,
  person: '',
  seen: '2026-11-22T08:00:00Z',
  arrived: '2026-11-22T08:00:00Z',
  photos: 0,
  voice: false,
  lead: null,
  owed: null,
  returns: 0,
  chased: 0,
  is_supervised: false,
  asked: null,
  wants_reopening: false,
  ...change,
});
const later = { arrived: '2026-11-22T09:00:00Z' };
const ids = (lines: IncidentLine[]): string => lines.map(({ id }) => id).join('');

describe('what waits for the desk', () => {
  it('stands by what is waited for, then by urgency, then by who waits longest', () => {
    const asked = { for: 'extension', until: '2026-11-23T08:00:00Z' } as const;
    const all = [
      line('f', { state: 'on_site', asked }),
      line('x', { state: 'disposing' }),
      line('e', { state: 'verified' }),
      line('d', { state: 'accepted', urgency: 'critical' }),
      line('c', later),
      line('b'),
      line('a', { ...later, urgency: 'urgent' }),
      line('y', { state: 'closed' }),
    ];
    expect(ids(queueOf(all))).toBe('abcdef');
  });

  it('is gone through from where one stood, though others come in and the decided one moves', () => {
    const shown = line('b');
    const queue = queueOf([
      line('a'),
      line('c', later),
      line('b', { state: 'accepted' }),
      line('n', { urgency: 'critical' }),
    ]);
    expect(stepFrom(queue, shown, 1)?.id).toBe('c');
    expect(stepFrom(queue, shown, -1)?.id).toBe('a');
  });

  it('begins anew at its end, where what came in meanwhile stands first', () => {
    const queue = queueOf([line('c', later), line('n', { urgency: 'critical' })]);
    expect(stepFrom(queue, line('c', later), 1)?.id).toBe('n');
    expect(stepFrom(queue, null, 1)?.id).toBe('n');
    expect(stepFrom([], line('c'), 1)).toBeNull();
    expect(stepFrom([line('c')], line('c'), 1)).toBeNull();
  });
});
