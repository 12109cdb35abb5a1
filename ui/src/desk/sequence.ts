// In which order several files come in: what others rest on comes first.

import type { FileKind } from '../bridge/wire/FileKind';
import type { FileLook } from '../bridge/wire/FileLook';

/**
 * People sit at grids, venues and checkpoints; streams look at venues; units own assets and are paired with grids; the
 * ground lies under all and needs nothing.
 */
const RANKS: Record<FileKind, number> = {
  grids: 0,
  venues: 1,
  checkpoints: 2,
  heads: 3,
  streams: 4,
  units: 5,
  partners: 6,
  assets: 7,
  basemap: 8,
};

type Looked = { file: { name: string }; look: FileLook | null };

/** Puts files in the order in which they can come in; what could not be looked at comes last. */
export function inSequence<L extends Looked>(files: readonly L[]): L[] {
  return files.toSorted((a, b) => rank(a.look) - rank(b.look) || depth(a.look) - depth(b.look) || byName(a, b));
}

function rank(look: FileLook | null): number {
  return look ? RANKS[look.kind] : Number.MAX_SAFE_INTEGER;
}

/** How far down its grids stand: parents come before children. A level says it, else the code's length. */
function depth(look: FileLook | null): number {
  if (look?.kind !== 'grids') return 0;
  const sample = (field: string): string[] => look.columns.find((column) => column.field === field)?.sample ?? [];
  const levels = sample('level').map(Number).filter(Number.isFinite);
  if (levels.length > 0) return Math.min(...levels);
  const lengths = sample('code').map((code) => code.length);
  return lengths.length > 0 ? Math.min(...lengths) : 0;
}

function byName(a: Looked, b: Looked): number {
  return a.file.name.localeCompare(b.file.name, 'zh-CN', { numeric: true });
}
