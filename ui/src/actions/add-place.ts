import type { DistrictCard } from '../bridge/wire/DistrictCard';
import { beginAmending } from '../desk/amending';
import { PLACE_NOUNS } from '../desk/place';
import { answers, districtQuestion } from '../desk/questions';
import { mayNow } from '../desk/rights';
import type { DeskAction } from './action';

const can = (): boolean => {
  const district = answers.getQueryData<DistrictCard>(districtQuestion.queryKey);
  return district !== undefined && district.scheme !== null && mayNow(district.seat.role, 'amend_item');
};

/** A venue, a checkpoint, a unit or an asset that no file has: where it lies is chosen on the map. */
export const addPlace: readonly DeskAction[] = PLACE_NOUNS.map((noun) => ({
  id: `add-${noun}`,
  group: 'map',
  keys: [],
  menus: ['map'],
  can,
  run: () => beginAmending({ of: noun }),
}));
