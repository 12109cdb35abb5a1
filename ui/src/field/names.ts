// Which names on a small map have room: the largest first, and none over another.

export type Named = { key: string; text: string; x: number; y: number; rank: number };

/** Chinese letters are as wide as they are high, others about half of it. */
function widthOf(text: string, size: number): number {
  return [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffff]/.test(sign) ? size : size * 0.55), 0);
}

/** Those that stand clear of each other, the lowest rank first. `size`: how high letters are, in the map's units. */
export function clearOf(names: readonly Named[], size: number): Named[] {
  const kept: (Named & { half: number })[] = [];
  for (const one of [...names].sort((a, b) => a.rank - b.rank)) {
    const half = widthOf(one.text, size) / 2;
    const meets = kept.some(
      (other) => Math.abs(other.x - one.x) < half + other.half && Math.abs(other.y - one.y) < size * 1.15,
    );
    if (!meets) kept.push({ ...one, half });
  }
  return kept;
}
