import { describe, expect, it } from 'vitest';
import type { Drafting, Start } from '../../desk/drafting';
import { answerOf, commonTop, deadlineOf, draftOf, emptyForm, filled, formOf, targetOf } from './form';

const levels = [
  { level: 2, name: '街道', grids: 1 },
  { level: 3, name: '社区', grids: 9 },
];
const NOTHING: Drafting = {
  tops: [],
  others: [],
  drawn: [],
  tool: null,
  purpose: 'target',
  sketches: [],
  start: null,
  turn: 0,
};

describe('a target', () => {
  it('says all levels and all roles by naming none, and nothing that was not chosen', () => {
    const target = targetOf(emptyForm(levels), '1.2', levels, NOTHING);
    expect(target).toEqual({ subtree: '1.2', levels: [], roles: [], having: null });
    expect(draftOf(emptyForm(levels), target, null).answering).toBeNull();
  });

  it('names the chosen levels from the top down', () => {
    const three = [...levels, { level: 4, name: '小区', grids: 90 }];
    const target = targetOf({ ...emptyForm(three), levels: [4, 3], roles: ['head'] }, '1.2', three, NOTHING);
    expect(target.levels).toEqual([3, 4]);
    expect(target.roles).toEqual(['head']);
  });

  it('is narrowed down by grids below, and widened by grids beside', () => {
    const top = (path: string) => ({ path, name: path });
    const below = targetOf(emptyForm(levels), '1.2', levels, { ...NOTHING, tops: [top('1.2.1'), top('1.2.4')] });
    expect(below).toMatchObject({ subtree: '1.2', ground: [{ ground: 'below', tops: ['1.2.1', '1.2.4'] }] });
    const beside = targetOf(emptyForm(levels), '1.2', levels, { ...NOTHING, tops: [top('1.3')] });
    expect(beside).toMatchObject({ subtree: '1', ground: [{ ground: 'below', tops: ['1.2', '1.3'] }] });
    expect(commonTop(['1.2', '1.20'])).toBe('1');
    expect(commonTop(['1.2', '1.2.3'])).toBe('1.2');
  });

  it('comes back whole from a template', () => {
    const form = { ...emptyForm(levels), levels: [3], having: '有地下室', holding: '泵站', unanswered: 'O' };
    const target = targetOf(form, '1.2', levels, NOTHING);
    const start: Start = {
      text: '查{地点}',
      fields: ['地点'],
      kind: 'check',
      priority: 'urgent',
      minutes: 45,
      target,
      answering: 'one_per_grid',
      answer: { holds: 'choice', of: ['好', '坏'] },
      template: null,
      corrects: null,
    };
    const again = formOf(start, levels);
    expect(targetOf(again, '1.2', levels, NOTHING)).toEqual(target);
    expect(answerOf(again)).toEqual(start.answer);
    expect(again.minutes).toBe(45);
  });
});

it('fills a template in, as far as it is filled', () => {
  expect(filled('到{甲}查{乙}，{甲}', { 甲: ' 东门 ', 乙: '' })).toBe('到东门查{乙}，东门');
});

it('reads choices between commas of either sort', () => {
  const form = { ...emptyForm(levels), holds: 'choice' as const, choices: '正常、积水，停用, 正常' };
  expect(answerOf(form)).toEqual({ holds: 'choice', of: ['正常', '积水', '停用'] });
});

it('counts the deadline from sending', () => {
  expect(deadlineOf({ minutes: 5 }, Date.UTC(2026, 0, 1))).toBe('2026-01-01T00:05:00.000Z');
  expect(deadlineOf({ minutes: 0 }, 0)).toBeNull();
});
