// What this browser keeps for the person in front of it. Some browsers keep nothing; then nothing is remembered.

export function kept(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // Full or forbidden: the choice lasts as long as the page.
  }
}
