import { expect, it } from 'vitest';
import { atFirst } from './language';

it('speaks what the person chose, whatever the browser says', () => {
  expect(atFirst('en', ['zh-CN'])).toBe('en');
  expect(atFirst('zh-CN', ['en-US'])).toBe('zh-CN');
});

it('speaks English where the browser prefers it to Chinese, and Chinese everywhere else', () => {
  expect(atFirst(null, ['en-GB', 'zh-CN'])).toBe('en');
  expect(atFirst(null, ['zh-TW', 'en'])).toBe('zh-CN');
  expect(atFirst(null, ['de', 'fr'])).toBe('zh-CN');
  expect(atFirst('nonsense', [])).toBe('zh-CN');
});
