import { describe, expect, it } from 'vitest';
import type { GatewayCard } from '../../bridge/wire/GatewayCard';
import { formOf, SHAPES, wishOf } from './form';

const bare: GatewayCard = {
  by: 'sms',
  is_on: false,
  setting: null,
  secrets: [],
  report_path: null,
  today: 0,
  a_day: 0,
  waiting: 0,
  pause: null,
  is_spent: false,
};

describe('a gateway in its form', () => {
  it('comes back as it was kept, without its secrets', () => {
    const form = {
      ...formOf(bare, '{words}'),
      headers: 'Authorization: Bearer {key}\n\nX-App:  a:b ',
      key: 'k-1',
      cost: '0.045',
      reports: true,
      accepted: '1， 2',
    };
    const wish = wishOf(form, 'zh');
    expect(wish?.setting.errand.headers).toEqual([
      { name: 'Authorization', value: 'Bearer {key}' },
      { name: 'X-App', value: 'a:b' },
    ]);
    expect(wish?.setting.cost).toEqual({ thousandths: 45, currency: '元', part: 70 });
    expect(wish?.setting.report?.accepted).toEqual(['1', '2']);
    expect(wish?.credentials).toEqual({ key: 'k-1', secret: null });
    if (!wish) throw new Error('a wish');
    const again = wishOf(formOf({ ...bare, setting: wish.setting }, ''), 'zh');
    expect(again?.setting).toEqual(wish.setting);
    expect(again?.credentials).toEqual({ key: null, secret: null });
  });

  it('sends no body where all is in the address, and nothing while a limit is none', () => {
    const form = { ...formOf(bare, '{words}'), ...SHAPES.get, content: 'left over', body: 'form' as const };
    expect(wishOf(form, 'zh')?.setting.errand.body).toEqual({ type: 'none' });
    expect(wishOf({ ...form, aDay: 'many' }, 'zh')).toBeNull();
  });
});
