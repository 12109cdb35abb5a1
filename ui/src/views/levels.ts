import type { LevelCount } from '../bridge/wire/LevelCount';

/** What a level is called; its number where nobody named it. */
export function levelName(levels: readonly LevelCount[], level: number): string {
  return levels.find((one) => one.level === level)?.name ?? String(level);
}
