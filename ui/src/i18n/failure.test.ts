import { afterEach, describe, expect, it } from 'vitest';
import { CallFailed } from '../bridge/failed';
import type { Failure } from '../bridge/wire/Failure';
import type { Fault } from '../bridge/wire/Fault';
import { speak } from '../shared/language';
import { failureWords, faultWords } from './failure';
import { spoken } from './spoken';

const failure = (code: string, params: Record<string, string> = {}): CallFailed =>
  new CallFailed({ kind: 'refused', code, params, message: 'as told', advice: 'do this', reference: null } as Failure);

const fault = (code: string, params: Record<string, string>, row: number | null, field: string | null): Fault => ({
  code,
  params,
  row,
  field,
  message: 'as told',
});

afterEach(() => speak('zh-CN'));

describe('a failure', () => {
  it('is told from the table in the current language, with names for what it speaks of', () => {
    const refused = failure('rights.not_yours', { role: 'auditor', entry: 'issue_order' });
    expect(failureWords(refused).title).toBe('审计员席位没有这项权限：向一个网格及其以下各级下达指令');
    speak('en');
    expect(failureWords(refused).title).toBe(
      'The auditor seat has no right to “issue an order to a grid and all below”',
    );
    expect(failureWords(refused).advice).toBe('Ask a seat whose role has this right');
  });

  it('is told by the page where only the page knows, and in the words that came where nobody else does', () => {
    expect(failureWords(failure('link.lost')).title).toBe('与本机服务的连接中断');
    expect(failureWords(failure('something.new'))).toMatchObject({ title: 'as told', advice: 'do this' });
    expect(failureWords(failure('text.too_long', { length: '9' }))).toMatchObject({ title: 'as told' });
    expect(failureWords(failure('constructor')).title).toBe('as told');
  });
});

describe('a fault', () => {
  it('says what, where, and what to do', () => {
    const wrong = fault('grid.in_store', { code: '411602', level: '1' }, 7, 'code');
    expect(faultWords(wrong, 'grids')).toEqual({
      sentence: '库里已有编码 411602（第 1 级）',
      advice: '从文件里去掉',
      where: '第 7 个要素 · code',
    });
    speak('en');
    expect(faultWords(wrong, 'posts')).toEqual({
      sentence: 'The store has 411602 at level 1 already',
      advice: 'Leave it out of the file',
      where: 'Row 7 · code',
    });
    expect(faultWords(fault('something.new', {}, null, null))).toEqual({ sentence: 'as told', advice: '', where: '' });
  });

  it('repeats what a file says as it stands', () => {
    expect(spoken('grid.in_store', { code: '{level}$&', level: '1' }, 'en')?.sentence).toBe(
      'The store has {level}$& at level 1 already',
    );
    expect(spoken('file.blank', { file: 'heads.csv' }, 'en')?.sentence).toBe('heads.csv has no content');
  });
});
