// The way to where one is, in the room that the bar has for it: it is folded in the middle.

/** Pixels of a letter of the bar: Chinese ones are as wide as they are high. */
const [WIDE, NARROW] = [14, 8];
/** The sign between two steps, and the one that stands for folded ones. */
const [BETWEEN, FOLD] = [21, 12];

/** How many steps after the first are folded so that the others can be read; where one is never is. */
export function folded(names: readonly string[], room: number): number {
  const widths = names.map(widthOf);
  const most = Math.max(0, names.length - 2);
  for (let count = 0; count < most; count += 1) {
    const kept = widths.filter((_, at) => at === 0 || at > count);
    const steps = kept.length + (count > 0 ? 1 : 0);
    const wanted = kept.reduce((sum, width) => sum + width, count > 0 ? FOLD : 0) + (steps - 1) * BETWEEN;
    if (wanted <= room) return count;
  }
  return most;
}

function widthOf(name: string): number {
  return [...name].reduce((sum, sign) => sum + (/[\u2e80-\uffff]/.test(sign) ? WIDE : NARROW), 0);
}
