// Which language the face speaks: what the person chose, else the browser's, else Chinese.

import { useSyncExternalStore } from 'react';
import { keep, kept } from './keep';

export type Language = 'zh-CN' | 'en';

const KEY = 'wutu.language';
const listeners = new Set<() => void>();
let spoken: Language = atFirst(kept(KEY), globalThis.navigator?.languages ?? []);

/** The language of a person who chose `chosen`, or nothing, in a browser that prefers `wanted`. */
export function atFirst(chosen: string | null, wanted: readonly string[]): Language {
  if (chosen === 'zh-CN' || chosen === 'en') return chosen;
  const first = wanted.find((tag) => /^(zh|en)\b/i.test(tag));
  return first !== undefined && /^en\b/i.test(first) ? 'en' : 'zh-CN';
}

export function language(): Language {
  return spoken;
}

/** Speaks another language from now on, on this machine. */
export function speak(next: Language): void {
  if (next === spoken) return;
  spoken = next;
  keep(KEY, next);
  for (const listener of listeners) listener();
}

/** The other of the two. */
export function otherLanguage(): Language {
  return spoken === 'en' ? 'zh-CN' : 'en';
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Draws again when the language changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, language);
}
