import { describe, expect, it } from 'vitest';
import { byRow, changed, emptyRow, found, moved } from './rows';

const columns = ['category', 'kind', 'within', 'to', 'handler'];
const rows = [
  ['部件 / 公用设施', '', '', 'unit', 'U1'],
  ['', 'hazard', '', 'around', '2'],
];

describe('rows of a table', () => {
  it('are found by what they say and by what that is called', () => {
    expect(found(columns, rows, ' 公用 ').map(({ at }) => at)).toEqual([0]);
    expect(found(columns, rows, 'hazard').map(({ at }) => at)).toEqual([1]);
    expect(found(columns, rows, '').length).toBe(2);
    expect(found(columns, rows, '没有')).toEqual([]);
  });

  it('of a draft are told by how many came and went', () => {
    const draft = [rows[0] ?? [], ['', 'road', '', 'around', '2'], ['', '', '', 'unit', 'U2']];
    expect(changed(rows, draft)).toEqual({ added: 2, gone: 1 });
    expect(changed(rows, rows)).toEqual({ added: 0, gone: 0 });
  });

  it('change places, and a new one begins with the first choice of each column', () => {
    expect(moved(rows, 1, -1)).toEqual([rows[1], rows[0]]);
    expect(emptyRow(columns)).toEqual(['', '', '', 'unit', '']);
  });

  it('have their faults beside them, and those of the whole table beside none', () => {
    const fault = (row: number | null) => ({ row, field: null, code: 'x', params: {}, message: '' });
    expect([...byRow([fault(2), fault(null), fault(2)]).entries()].map(([at, all]) => [at, all.length])).toEqual([
      [1, 2],
    ]);
  });
});
