import { describe, expect, it } from 'vitest';
import type { Party } from '../bridge/wire/Party';
import { stepOf } from './whistle';

const street: Party = { who: 'grid', id: '411602.411602001' };

describe('what a phone says of a whistle', () => {
  it('is the step of the button that was pressed', () => {
    expect(stepOf('arrive', street, '', 'content')).toEqual({ step: 'arrive', party: street });
    expect(stepOf('refuse', street, '在外地', 'content')).toEqual({ step: 'refuse', party: street, reason: '在外地' });
    expect(stepOf('end', null, '好了', 'content')).toEqual({ step: 'end', words: '好了' });
    expect(stepOf('rate_caller', street, '', 'partly')).toMatchObject({ step: 'rate', of: 'caller', mark: 'partly' });
    expect(stepOf('note', null, '', 'content')).toBeNull();
  });
});
