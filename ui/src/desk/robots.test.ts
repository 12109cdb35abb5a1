import { expect, test, vi } from 'vitest';
import type { RobotCard } from '../bridge/wire/RobotCard';

vi.mock('../bridge/open', () => ({ bridge: {} }));

const { fresh, robotsOf, stateOf, worstOf } = await import('./robots');

const card = (some: Partial<RobotCard>): RobotCard => ({
  id: '1',
  setting: fresh('411602', 'zh'),
  channel_name: '川汇区',
  is_signed: false,
  is_halted: false,
  is_sending: false,
  waiting: 0,
  pause: null,
  taken: '2026-11-20T04:00:00Z',
  trouble: null,
  failed: null,
  code: null,
  said: null,
  digests: [],
  ...some,
});

const list = (robots: RobotCard[]) => ({ is_drill: false, has_link: true, robots });

test('a robot hears of its own channel, and of those below where it is bound so', () => {
  const below = card({ id: 'below' });
  const here = card({ id: 'here', setting: { ...fresh('411602', 'zh'), span: 'here' } });
  const ids = (channel: string) => robotsOf(list([below, here]), channel).map(({ id }) => id);
  expect(ids('411602')).toEqual(['below', 'here']);
  expect(ids('411602.411602001')).toEqual(['below']);
  expect(ids('4116021')).toEqual([]);
  expect(robotsOf(undefined, '411602')).toEqual([]);
});

test('of several the worst is shown', () => {
  const halted = card({ is_halted: true, trouble: 'gone' });
  const paused = card({ pause: '2026-11-20T04:10:00Z', trouble: 'too_fast' });
  expect(stateOf(paused)).toBe('paused');
  expect(stateOf(card({ taken: null }))).toBe('untried');
  expect(worstOf([card({}), paused, halted])).toBe('halted');
  expect(worstOf([card({}), paused])).toBe('paused');
  expect(worstOf([])).toBe('well');
});
