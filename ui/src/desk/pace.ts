// How often the map's fill is drawn anew while answers pour in. One that shows the whole district takes a processor
// without a GPU a quarter of a second, in which the page stands still; a GPU draws it in a frame.

/** Milliseconds between two drawings, at the least and at the most: so far the fill may be behind the board. */
export const [SOONEST, LATEST] = [250, 1500];
/** What a drawing takes is at most this part of the time. */
const PART = 6;
/** A drawing asked for now is made within the next frame, and holds up the one or two behind it. */
const FRAMES = 4;

/** How long after a drawing that took so many milliseconds the next one may come. */
export function paceAfter(took: number): number {
  return Math.min(LATEST, Math.max(SOONEST, took * PART));
}

/** Tells how long the longest of the next frames took. A page that nobody sees draws none, and tells nothing. */
export function timeDrawing(tell: (took: number) => void): void {
  let [longest, left] = [0, FRAMES];
  let before: number | null = null;
  const note = (now: number): void => {
    if (before !== null) longest = Math.max(longest, now - before);
    before = now;
    left -= 1;
    if (left > 0) requestAnimationFrame(note);
    else tell(longest);
  };
  requestAnimationFrame(note);
}
