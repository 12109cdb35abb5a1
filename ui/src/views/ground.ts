// What the maps stand on: the division in force, or another that is shown in its place.

import { bridge } from '../bridge/open';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import { type Division, divisionOf, useSchemeCard } from '../desk/shown';
import { levelsOf } from '../desk/travel';
import type { Ground } from '../map/ground-plan';

/** The ground of a scheme; null: of the one in force, and of any other until it is known. */
export function useGround(district: DistrictCard, scheme: string | null): Ground {
  const card = useSchemeCard(scheme);
  return groundOf(district, card ? divisionOf(card) : null);
}

function groundOf({ revision, bounds, levels, ...district }: DistrictCard, division: Division | null): Ground {
  const base = { tiles: bridge.tiles, revision, bounds };
  if (division) return { ...base, division, levels: division.levels, grids: division.grids };
  const grids = Object.fromEntries(levels.map((one) => [one.level, one.grids]));
  return { ...base, division: null, levels: levelsOf({ revision, bounds, levels, ...district }), grids };
}

/** Maps of one shape differ in their tiles alone. A scheme of other levels is another map. */
export function shapeOf({ levels, bounds }: Ground): string {
  return `${levels.join()}|${bounds ? 'there' : 'none'}`;
}

/** What tells one ground's tiles from another's. */
export function tilesOf({ revision, division }: Ground): string {
  return `${revision}|${division ? `${division.scheme}|${division.stamp}` : ''}`;
}
