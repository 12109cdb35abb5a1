// A ladder as a person writes it: `3, 5, 15`.

export function minutesSaid(minutes: readonly number[]): string {
  return minutes.join(', ');
}

/** The minutes in what was written; null where it says none or where they don't grow. An empty ladder calls nobody. */
export function minutesIn(said: string): number[] | null {
  const parts = said.split(/[\s,，、;；]+/).filter((part) => part !== '');
  const minutes = parts.map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : Number.NaN));
  const grows = minutes.every((minute, index) => index === 0 || minute > (minutes[index - 1] ?? minute));
  return grows && !minutes.some(Number.isNaN) ? minutes : null;
}
