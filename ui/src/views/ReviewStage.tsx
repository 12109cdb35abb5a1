// The figures of what is selected, over the map.

import type { DistrictCard } from '../bridge/wire/DistrictCard';
import { usePlaceOf } from '../desk/place';
import { useGrid, useReview, useReviewSignals } from '../desk/questions';
import { reviewing, showBehind, useReviewing } from '../desk/review';
import { goToGrid } from '../desk/travel';
import { ReviewPanel } from '../panels/review/ReviewPanel';

type Props = { district: DistrictCard; may: (entry: string) => boolean };

export function ReviewStage({ district, may }: Props) {
  const { selected } = usePlaceOf('selected');
  const looked = useReviewing();
  // Of what is no grid, and of nothing, the figures of all that the seat has.
  const scope = selected?.noun === 'grid' ? selected.path : (district.seat.subtree ?? district.tops[0]?.path ?? null);
  const grid = useGrid(scope).data;
  const { page, period } = looked;
  const sheet = useReview(period, scope, page === 'signals' ? 'place' : page);
  const signals = useReviewSignals(period, scope, page === 'signals');
  return (
    <ReviewPanel
      reviewing={looked}
      sheet={sheet.data}
      signals={signals.data}
      failure={sheet.error ?? signals.error}
      name={(grid?.grid.path === scope ? grid?.grid.name : null) ?? district.name}
      // Figures are the whole's: who has a part of it freezes none.
      mayFreeze={may('freeze_period') && district.seat.subtree === null}
      onReview={reviewing.set}
      onBehind={showBehind}
      onGrid={(path) => void goToGrid(path)}
    />
  );
}
