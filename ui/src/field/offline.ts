// Whether this page will open without a network. Browsers grant that to pages alone whose certificate they trust; one
// that a person waved through opens orders as well, but not once the phone is cut off.

import { keep, kept } from '../shared/keep';
import { trustPage } from './desk';
import { set } from './state';

const UNDERSTOOD = 'wutu.field.untrusted';

/** Keeps the page for later; where the browser won't, the page says what is missing, until the person has read it. */
export async function keepPage(): Promise<void> {
  // On the desk's own machine the desk is there or there is nothing to do.
  if (location.protocol !== 'https:') return;
  try {
    await navigator.serviceWorker.register('/field-worker.js', { scope: '/field' });
  } catch {
    if (kept(UNDERSTOOD) === null) set({ untrusted: { page: await trustPage().catch(() => null) } });
  }
}

export function understood(): void {
  keep(UNDERSTOOD, 'yes');
  set({ untrusted: null });
}
