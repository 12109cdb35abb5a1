// Which theme the operator's page wears: dark until the person chooses.

import { useSyncExternalStore } from 'react';
import { keep, kept } from './keep';
import { type ThemeName, wallScale, wear } from './tokens';

const KEY = 'wutu.theme';
const listeners = new Set<() => void>();
let worn: ThemeName = kept(KEY) === 'light' ? 'light' : 'dark';

export function theme(): ThemeName {
  return worn;
}

/** Puts the remembered theme on the page, and sets it larger on a wall. */
export function dress(): void {
  const enlarge = (): boolean => document.documentElement.toggleAttribute('data-wall', wallScale() > 1);
  enlarge();
  window.addEventListener('resize', enlarge);
  wear(worn);
}

/** Changes between dark and light, and remembers it on this machine. */
export function changeTheme(): void {
  worn = worn === 'dark' ? 'light' : 'dark';
  keep(KEY, worn);
  wear(worn);
  for (const listener of listeners) listener();
}

export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Draws again when the theme changes. */
export function useTheme(): ThemeName {
  return useSyncExternalStore(onTheme, theme);
}
