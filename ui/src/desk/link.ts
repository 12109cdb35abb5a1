// How this page hangs on the desk, and when it last heard from it.

import { create } from 'zustand';
import type { Link } from '../bridge/bridge';

export const useLink = create<{ link: Link; heard: number }>(() => ({ link: 'connecting', heard: Date.now() }));

/** Ages are told in seconds, so the moment of a message needs no more. */
const GRAIN = 1000;

export function noteLink(link: Link): void {
  useLink.setState({ link });
}

export function noteHeard(now: number = Date.now()): void {
  if (now - useLink.getState().heard >= GRAIN) useLink.setState({ heard: now });
}
