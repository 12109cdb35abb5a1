import { afterEach, describe, expect, it } from 'vitest';
import { CallFailed } from '../bridge/failed';
import type { Fault } from '../bridge/wire/Fault';
import type { Finding } from '../bridge/wire/Finding';
import { speak } from '../shared/language';
import { failureWords, faultWords, findingWords } from './failure';
import { spoken } from './spoken';

const failure = (code: string, params: Record<string, string> = {}, faults: Fault[] = []): CallFailed => {
  const told = { message: 'as told', advice: 'do this', reference: null };
  return new CallFailed({ kind: 'refused', code, params, faults, ...told });
};

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

describe('a file that was refused', () => {
  it('says how much is wrong with it, and each fault by its place', () => {
    const wrong = fault('post.no_code', {}, 2, '网格编码');
    const refused = failure('post.no_code', { file: 'heads.csv', faults: '1', row: '2' }, [wrong]);
    expect(failureWords(refused)).toMatchObject({
      title: 'heads.csv 没有导入，有 1 处要改',
      advice: '改好后再导入；这次没有留下任何内容',
      faults: [wrong],
    });
  });
});

describe('a finding', () => {
  it('is told with names for its figures', () => {
    const finding: Finding = {
      key: 'count_mismatch-0',
      kind: 'count_mismatch',
      says: 'finding.count_mismatch',
      params: { figure: 'residents', own: '7', below: '3', children: '2' },
      level: 1,
      grids: [{ path: '1', code: '1', name: '川汇区' }],
      place: null,
      bounds: null,
      width: null,
      area: null,
      difference: 4,
      acceptance: null,
      message: 'as told',
    };
    expect(findingWords(finding)).toEqual({ sentence: '人口：这里记 7，2 个下级合计 3', advice: '重新核对数量' });
    expect(findingWords({ ...finding, says: 'finding.new' }).sentence).toBe('as told');
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
