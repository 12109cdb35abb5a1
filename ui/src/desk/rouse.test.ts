import { describe, expect, it } from 'vitest';
import type { AlarmLine } from '../bridge/wire/AlarmLine';
import { rouse, type Told } from './rouse';

const at = (second: number): string => new Date(second * 1000).toISOString();

const alarm = (key: string, last: number, over: Partial<AlarmLine> = {}): AlarmLine => ({
  cause: { cause: 'call', call: key },
  key,
  state: 'new',
  gravity: 'normal',
  raises: 1,
  since: at(last),
  last: at(last),
  seen: null,
  order: null,
  call: null,
  report: null,
  robot: null,
  stream: null,
  why: null,
  ...over,
});

const nothing: Told = { until: 0, fresh: new Set() };

describe('what an alarm sounds like', () => {
  it('sounds once, and again for a new reason', () => {
    const first = rouse(nothing, [alarm('a', 10)]);
    expect(first.tune).toBe('normal');
    expect(rouse(first.told, [alarm('a', 10)]).tune).toBeNull();
    expect(rouse(first.told, [alarm('a', 20, { raises: 2 })]).tune).toBe('normal');
  });

  it('sounds urgent where one of several is', () => {
    expect(rouse(nothing, [alarm('a', 10), alarm('b', 11, { gravity: 'urgent' })]).tune).toBe('urgent');
  });

  it('does not sound for what somebody knows of, whatever the page has told before', () => {
    expect(rouse(nothing, [alarm('a', 10, { state: 'acknowledged' })]).tune).toBeNull();
  });

  it('is gentle once when what was new ends by itself', () => {
    const first = rouse(nothing, [alarm('a', 10)]);
    const eased = rouse(first.told, [alarm('a', 10, { state: 'cleared' })]);
    expect(eased.tune).toBe('gentle');
    expect(rouse(eased.told, [alarm('a', 10, { state: 'cleared' })]).tune).toBeNull();
  });

  it('is silent after a restart about what it has told of', () => {
    const { told } = rouse(nothing, [alarm('a', 10)]);
    expect(rouse({ until: told.until, fresh: new Set() }, [alarm('a', 10)]).tune).toBeNull();
  });
});
