import { beforeEach, describe, expect, it, vi } from 'vitest';
import { unreachable } from '../bridge/failed';
import type { Fault } from '../bridge/wire/Fault';
import type { FileLook } from '../bridge/wire/FileLook';
import type { ImportReport } from '../bridge/wire/ImportReport';
import type { Manner } from '../bridge/wire/Manner';

const look = vi.fn();
const bringIn = vi.fn();
const importProgress = vi.fn(() => Promise.resolve(null));
const cancelImport = vi.fn(() => Promise.resolve(false));
const failedRows = vi.fn();
vi.mock('../bridge/open', () => ({ bridge: { look, import: bringIn, importProgress, cancelImport, failedRows } }));

const hand = await import('./incoming');

const fault: Fault = { row: 3, field: 'code', code: 'post.unknown_place', params: {}, message: '' };
const seen = (name: string, change: Partial<FileLook> = {}): FileLook => ({
  file: name,
  kind: name.startsWith('grids') ? 'grids' : 'heads',
  guessed: true,
  layers: [],
  layer: null,
  letters: null,
  rows: 2,
  columns: [{ name: '格号', sample: ['411602'], field: null }],
  fields: [{ name: 'code', required: true, column: '格号' }],
  datum: null,
  remembered: null,
  faults: [],
  ...change,
});
const report = (change: Partial<ImportReport> = {}): ImportReport => ({
  kind: 'posts',
  file: '',
  read: 2,
  taken: 2,
  faults: [],
  notes: [],
  changed: false,
  set: 's',
  ...change,
});
const file = (name: string) => new File(['x'], name);
const ofTrials = () => bringIn.mock.calls.filter(([, { manner }]) => (manner as Manner).dry_run);
const ofImports = () => bringIn.mock.calls.filter(([, { manner }]) => !(manner as Manner).dry_run);

beforeEach(() => {
  hand.putAllAway();
  look.mockReset().mockImplementation((_, { name }: { name: string }) => Promise.resolve(seen(name)));
  bringIn.mockReset().mockImplementation((_, { manner }: { manner: Manner }) => {
    return Promise.resolve(report({ changed: !manner.dry_run }));
  });
});

const only = () => {
  const [one] = hand.hand.get().files;
  if (!one) throw new Error('nothing in hand');
  return one;
};

describe('a file in hand', () => {
  it('is looked at and tried, with its faulty rows left out so that the trial tells of all', async () => {
    await hand.take([file('heads.csv')], []);
    expect(only()).toMatchObject({ look: { kind: 'heads' }, trial: { taken: 2 }, report: null, under: null });
    expect(ofTrials()[0]?.[1].manner).toMatchObject({ dry_run: true, skip_bad: true });
    expect(ofImports()).toEqual([]);
  });

  it('is not tried while a required field has no column, and is when it got one', async () => {
    look.mockImplementationOnce((_, { name }) =>
      Promise.resolve(seen(name, { fields: [{ name: 'code', required: true, column: null }] })),
    );
    await hand.take([file('heads.csv')], []);
    expect(ofTrials()).toEqual([]);
    await hand.say(only().id, { columns: { code: '格号' } });
    expect(ofTrials()[0]?.[1].manner).toMatchObject({ columns: { code: '格号' } });
    expect(hand.canBring(only())).toBe(true);
  });

  it('with faults comes in only when its faulty rows are left out', async () => {
    bringIn.mockResolvedValueOnce(report({ taken: 1, faults: [fault] }));
    await hand.take([file('heads.csv')], []);
    expect(hand.canBring(only())).toBe(false);
    await hand.bring(only().id);
    expect(ofImports()).toEqual([]);
    await hand.say(only().id, { skip_bad: true });
    await hand.bring(only().id);
    expect(ofImports()[0]?.[1].manner).toMatchObject({ skip_bad: true, dry_run: false });
    expect(only().report?.changed).toBe(true);
  });

  it('keeps its command id when the link was lost, and has another one when it is read otherwise', async () => {
    await hand.take([file('heads.csv')], []);
    bringIn.mockRejectedValueOnce(unreachable('cut'));
    await hand.bring(only().id);
    expect(only()).toMatchObject({ report: null, failure: { failure: { code: 'link.lost' } } });
    bringIn.mockRejectedValueOnce(unreachable('cut'));
    await hand.again(only().id);
    await hand.say(only().id, { datum: 'EPSG:4490' });
    await hand.bring(only().id);
    const ids = ofImports().map(([, , id]) => id);
    expect(ids).toHaveLength(3);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('is shown when what was shown before is done with, and waits when it is not', async () => {
    await hand.take([file('heads.csv')], []);
    await hand.take([file('streams.csv')], []);
    expect(hand.hand.get().shown).toBe(only().id);
    await hand.bring(only().id);
    await hand.take([file('units.csv')], []);
    expect(hand.hand.file(hand.hand.get().shown ?? 0)).toMatchObject({
      file: { name: 'units.csv' },
      trial: { taken: 2 },
    });
  });

  it('shows what came last: an earlier look that answers late is dropped', async () => {
    let late: (value: FileLook) => void = () => {};
    look.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
    const taken = hand.take([file('heads.csv')], []);
    await hand.say(only().id, { kind: 'streams' });
    late(seen('late.csv'));
    await taken;
    expect(only().look?.file).toBe('heads.csv');
    expect(look.mock.calls.at(-1)?.[1].kind).toBe('streams');
  });
});

describe('a match of columns that was made before', () => {
  const remembered = { file: '一月.csv', columns: { code: '格号' } };
  const proposing = (_: unknown, { name, manner }: { name: string; manner: Manner }) =>
    Promise.resolve(seen(name, { remembered: Object.keys(manner.columns).length > 0 ? null : remembered }));

  it('is taken over, tried, and told where it comes from', async () => {
    look.mockImplementation(proposing);
    await hand.take([file('heads.csv')], []);
    expect(only()).toMatchObject({ proposed: remembered, said: { columns: { code: '格号' } }, trial: { taken: 2 } });
    expect(ofTrials()[0]?.[1].manner.columns).toEqual({ code: '格号' });
  });

  it('is let go when the person says so, and does not come again', async () => {
    look.mockImplementation(proposing);
    await hand.take([file('heads.csv')], []);
    await hand.say(only().id, { columns: {} });
    expect(only()).toMatchObject({ proposed: null, said: { columns: {} } });
  });

  it('does not stand in the way of another kind or layer', async () => {
    look.mockImplementation(proposing);
    await hand.take([file('heads.csv')], []);
    look.mockImplementation((_, { name }) => Promise.resolve(seen(name)));
    await hand.say(only().id, { layer: '二月' });
    expect(only()).toMatchObject({ proposed: null, said: { columns: {}, layer: '二月' } });
  });
});

describe('rows with faults', () => {
  it('come back as a spreadsheet, and it is told where that is', async () => {
    await hand.take([file('heads.csv')], []);
    failedRows.mockResolvedValueOnce('/downloads/heads.xlsx');
    await hand.saveFailed(only().id, [fault]);
    expect(failedRows.mock.calls[0]?.slice(1)).toMatchObject([
      [fault],
      { name: 'heads.csv', kind: 'heads' },
      'zh',
      '把有误的行存到哪里',
    ]);
    expect(only().mending).toEqual({ state: 'done', where: '/downloads/heads.xlsx' });
  });

  it('that nobody wants after all leave the file as it was', async () => {
    await hand.take([file('heads.csv')], []);
    failedRows.mockResolvedValueOnce(null);
    await hand.saveFailed(only().id, [fault]);
    expect(only().mending).toBeNull();
  });

  it('that cannot be had leave the file as it is', async () => {
    await hand.take([file('heads.csv')], []);
    failedRows.mockRejectedValueOnce(unreachable('cut'));
    await hand.saveFailed(only().id, [fault]);
    expect(only()).toMatchObject({ mending: { state: 'failed' }, trial: { taken: 2 }, failure: null });
  });
});

describe('several files in hand', () => {
  it('come in one after the other, and each is tried on what is there by then', async () => {
    await hand.take([file('heads.csv'), file('grids.geojson')], []);
    await hand.bringAll();
    const steps = bringIn.mock.calls.map(([, { name, manner }]) => `${name} ${manner.dry_run ? 'tried' : 'in'}`);
    expect(steps).toEqual(['grids.geojson tried', 'grids.geojson in', 'heads.csv tried', 'heads.csv in']);
    expect(hand.pending()).toEqual([]);
  });

  it('stop at the first that a person must decide about', async () => {
    await hand.take([file('heads.csv'), file('grids.geojson')], []);
    bringIn.mockResolvedValueOnce(report({ changed: true }));
    bringIn.mockResolvedValueOnce(report({ taken: 1, faults: [fault] }));
    await hand.bringAll();
    expect(hand.pending().map((one) => one.file.name)).toEqual(['heads.csv']);
    expect(hand.hand.get()).toMatchObject({ shown: hand.pending()[0]?.id, running: false });
  });
});
