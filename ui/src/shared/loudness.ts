// How loud alarms are on this screen: kept as the theme is. Quiet ends by itself.

import { create } from 'zustand';
import { keep, kept } from './keep';

export type Volume = 'low' | 'middle' | 'high';
export const VOLUMES: readonly Volume[] = ['low', 'middle', 'high'];
const GAIN: Record<Volume, number> = { low: 0.15, middle: 0.4, high: 0.8 };

/** A screen that was made quiet is heard again after this many minutes. */
export const QUIET_MINUTES = 30;

const VOLUME = 'wutu.volume';
const QUIET = 'wutu.quiet';

/** `quiet` is until when nothing is heard, in milliseconds since 1970; nought: it is. */
export const useLoudness = create<{ volume: Volume; quiet: number }>(() => ({
  volume: VOLUMES.find((one) => one === kept(VOLUME)) ?? 'middle',
  quiet: Number(kept(QUIET)) || 0,
}));

export function setVolume(volume: Volume): void {
  keep(VOLUME, volume);
  useLoudness.setState({ volume });
}

/** Makes this screen quiet for a while, or lets it be heard again. */
export function changeQuiet(now: number = Date.now()): void {
  const quiet = isQuiet(useLoudness.getState(), now) ? 0 : now + QUIET_MINUTES * 60_000;
  keep(QUIET, String(quiet));
  useLoudness.setState({ quiet });
}

export function isQuiet({ quiet }: { quiet: number }, now: number): boolean {
  return quiet > now;
}

/** As loud as the person wishes. */
export function gain(): number {
  return GAIN[useLoudness.getState().volume];
}
