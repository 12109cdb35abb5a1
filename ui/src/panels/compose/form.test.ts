import { expect, it } from 'vitest';
import { deadlineOf, draftOf, emptyForm } from './form';

const levels = [
  { level: 2, name: '街道', grids: 1 },
  { level: 3, name: '社区', grids: 9 },
];

it('says all levels and all roles by naming none', () => {
  const draft = draftOf(emptyForm(levels), '1.2', levels, null);
  expect(draft.target).toEqual({ subtree: '1.2', levels: [], roles: [], having: null });
  expect(draft.answering).toBeNull();
});

it('names the chosen levels from the top down', () => {
  const three = [...levels, { level: 4, name: '小区', grids: 90 }];
  const draft = draftOf({ ...emptyForm(three), levels: [4, 3], roles: ['head'] }, '1.2', three, null);
  expect(draft.target.levels).toEqual([3, 4]);
  expect(draft.target.roles).toEqual(['head']);
});

it('counts the deadline from sending', () => {
  expect(deadlineOf({ ...emptyForm(levels), minutes: 5 }, Date.UTC(2026, 0, 1))).toBe('2026-01-01T00:05:00.000Z');
  expect(deadlineOf({ ...emptyForm(levels), minutes: 0 }, 0)).toBeNull();
});
