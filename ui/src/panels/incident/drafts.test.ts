import { describe, expect, it } from 'vitest';
import { NOTHING } from './deed';
import { draftsOf, dropDraft, isMissed, keepDraft } from './drafts';

describe('what was begun and not sent', () => {
  it('stays with its incident and its deed until it is sent or thrown away', () => {
    const dispose = { ...NOTHING, words: '已换盖' };
    const assign = { ...NOTHING, words: '请处置' };
    keepDraft('I1', 'dispose', dispose);
    keepDraft('I2', 'assign', assign);
    keepDraft('I1', 'ask', { ...NOTHING, words: '等配件' });
    expect(draftsOf('I1').dispose).toEqual(dispose);
    expect(draftsOf('I2')).toEqual({ assign });
    dropDraft('I1', 'ask');
    expect(draftsOf('I1')).toEqual({ dispose });
    dropDraft('I1', 'dispose');
    expect(draftsOf('I1')).toEqual({});
    dropDraft('I2', 'assign');
  });

  it('is nothing where the form stands as it was opened', () => {
    expect(isMissed({ ...NOTHING }, NOTHING)).toBe(false);
    expect(isMissed({ ...NOTHING, words: '等配件' }, NOTHING)).toBe(true);
  });
});
