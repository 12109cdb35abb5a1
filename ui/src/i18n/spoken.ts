// The one table of what refusals, faults and findings say: generated from the rules, in both languages.

import table from '../bridge/wire/words.json';
import { language } from '../shared/language';

type Both<T> = { zh: T; en: T };

const says: Record<string, Both<string[]>> = table.says;
const names: Record<string, Record<string, Both<string>>> = table.names;

/** What is wrong, and what to do. */
export type Spoken = { sentence: string; advice: string };

/** Whether the table has words for a code. */
export function isSpoken(code: string): boolean {
  return Object.hasOwn(says, code);
}

/** The words of a code; none when it has none, or when a param that they speak of is missing. */
export function spoken(code: string, params: Record<string, string | undefined>, as = language()): Spoken | null {
  const tongue = as === 'en' ? 'en' : 'zh';
  const [sentence, advice] = (isSpoken(code) ? says[code]?.[tongue] : undefined) ?? [];
  if (sentence === undefined || advice === undefined) return null;
  const [said, todo] = [fill(sentence, params, tongue), fill(advice, params, tongue)];
  return said === null || todo === null ? null : { sentence: said, advice: todo };
}

/** One pass, so that braces in what a file says stay what they are. */
function fill(template: string, params: Record<string, string | undefined>, tongue: keyof Both<string>): string | null {
  let isWhole = true;
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    isWhole &&= value !== undefined;
    return value === undefined ? '' : (bothOf(name, value)?.[tongue] ?? value);
  });
  if (!isWhole) return null;
  // In a terminal a sentence follows a word; here it stands alone. What a param says stays as it is.
  return /^[a-z]/.test(template) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** What a value of a param is called; the value itself where the table has no name for it. */
export function named(param: string, value: string): string {
  return bothOf(param, value)?.[language() === 'en' ? 'en' : 'zh'] ?? value;
}

/** The same where it stands by itself: in English it begins with a capital. */
export function nameOf(param: string, value: string): string {
  const name = named(param, value);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function bothOf(param: string, value: string): Both<string> | undefined {
  const ofParam = Object.hasOwn(names, param) ? names[param] : undefined;
  return ofParam && Object.hasOwn(ofParam, value) ? ofParam[value] : undefined;
}
