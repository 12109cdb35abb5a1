// How much is shown: as much as the way takes, and less at once where it takes less. Sound comes first, so a way that is
// full is left to it for a moment.

export type Step = {
  /** The longer side of a picture, in pixels. */
  side: number;
  /** Pictures a second. */
  rate: number;
  /** Bits a second. */
  bits: number;
};

/** From the best to the least. */
export const STEPS = [
  { side: 640, rate: 15, bits: 600_000 },
  { side: 480, rate: 12, bits: 300_000 },
  { side: 320, rate: 10, bits: 120_000 },
] as const satisfies readonly Step[];

export const LEAST: Step = STEPS[2];

/** A step is given so long to help before the next is taken, in milliseconds. */
const PATIENCE = 2_000;
/** So long all has to go well before more is tried; after each time that this was too early, twice as long. */
const CALM = 15_000;
const LONGEST_CALM = 240_000;

export class Steps {
  private at = 0;
  private changed = Number.NEGATIVE_INFINITY;
  private calm = CALM;
  /** Whether it was tried to show more, and that is not proven yet. */
  private isTrial = false;

  /** What is to be shown now; `now` in milliseconds. */
  step(now: number): Step {
    if (this.at > 0 && now - this.changed >= this.calm) {
      this.at -= 1;
      this.changed = now;
      this.isTrial = true;
    }
    return STEPS[this.at] ?? LEAST;
  }

  /** What was shown has not gone out, or could not be made, in time. */
  behind(now: number): void {
    if (now - this.changed < PATIENCE) return;
    if (this.isTrial && now - this.changed < this.calm) this.calm = Math.min(this.calm * 2, LONGEST_CALM);
    this.isTrial = false;
    this.changed = now;
    if (this.at < STEPS.length - 1) this.at += 1;
  }
}
