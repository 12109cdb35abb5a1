// Every word of the field page, by key. The page is loaded over phone networks, so it brings its own few words
// and no library for them.

import { type Language, language } from '../shared/language';
import * as centre from './words/centre';
import * as failures from './words/failures';
import * as first from './words/first';
import * as front from './words/front';
import * as orders from './words/orders';
import * as page from './words/page';
import * as talk from './words/talk';
import * as whistle from './words/whistle';

export const zhCN = {
  ...page.zhCN,
  ...orders.zhCN,
  ...talk.zhCN,
  ...whistle.zhCN,
  ...front.zhCN,
  ...centre.zhCN,
  ...first.zhCN,
  ...failures.zhCN,
} as const;

export type Word = keyof typeof zhCN;

export const en: Record<Word, string> = {
  ...page.en,
  ...orders.en,
  ...talk.en,
  ...whistle.en,
  ...front.en,
  ...centre.en,
  ...first.en,
  ...failures.en,
};

const words: Record<Language, Record<Word, string>> = { 'zh-CN': zhCN, en };

/** The words behind a key, with `{name}` filled in. */
export function say(word: Word, params: Record<string, string | number> = {}): string {
  return words[language()][word].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '–'));
}

/** Whether a key that was put together at run time has words. */
export function isWord(key: string): key is Word {
  return Object.hasOwn(zhCN, key);
}
