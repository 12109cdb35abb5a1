// How long the frames of a moving map take.

import type { Map as MapLibreMap } from 'maplibre-gl';
import { ENOUGH } from '../shared/drawing';

/** A page that nobody sees draws no frames. */
const LONGEST = 2000;

/** Tells the milliseconds between frames whenever enough have been gathered; only while the map moves. */
export function followFrames(map: MapLibreMap, tell: (gaps: number[]) => void): void {
  let gaps: number[] = [];
  let last: number | null = null;
  let frame = 0;
  const note = (now: number): void => {
    if (last !== null && now - last < LONGEST) gaps.push(now - last);
    last = now;
    frame = requestAnimationFrame(note);
    if (gaps.length < ENOUGH) return;
    const gathered = gaps;
    gaps = [];
    tell(gathered);
  };
  map.on('movestart', () => {
    if (frame === 0) frame = requestAnimationFrame(note);
  });
  map.on('moveend', () => {
    cancelAnimationFrame(frame);
    frame = 0;
    last = null;
  });
  map.on('remove', () => cancelAnimationFrame(frame));
}
