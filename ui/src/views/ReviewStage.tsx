// The figures of what is selected, over the map.

import { bridge } from '../bridge/open';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { ReviewDimension } from '../bridge/wire/ReviewDimension';
import type { ReviewForm } from '../bridge/wire/ReviewForm';
import type { ReviewPeriod } from '../bridge/wire/ReviewPeriod';
import { periodOf, today } from '../desk/period';
import { usePlaceOf } from '../desk/place';
import { useCharges, useGrid, useReview, useReviewSignals, useUnits } from '../desk/questions';
import { reviewing, showBehind, useReviewing } from '../desk/review';
import { goToGrid } from '../desk/travel';
import { t } from '../i18n/words';
import { ReviewPanel } from '../panels/review/ReviewPanel';
import { language } from '../shared/language';
import { uuid7 } from '../shared/uuid';

type Props = { district: DistrictCard; may: (entry: string) => boolean };

export function ReviewStage({ district, may }: Props) {
  const { selected } = usePlaceOf('selected');
  const looked = useReviewing();
  // Of what is no grid, and of nothing, the figures of all that the seat has.
  const scope = selected?.noun === 'grid' ? selected.path : (district.seat.subtree ?? district.tops[0]?.path ?? null);
  const grid = useGrid(scope).data;
  const { page, usual, own } = looked;
  const day = today(district.offset_hours);
  const period = usual === 'own' && own ? own : periodOf(usual === 'own' ? 'thisWeek' : usual, day);
  const sheet = useReview(period, scope, page === 'signals' || page === 'charges' ? 'place' : page);
  const signals = useReviewSignals(period, scope, page === 'signals');
  const charges = useCharges(period, page === 'charges');
  const units = useUnits(page === 'charges' && may('units')).data?.units ?? [];
  return (
    <ReviewPanel
      reviewing={looked}
      period={period}
      day={day}
      sheet={sheet.data}
      signals={signals.data}
      charges={charges.data?.charges}
      owners={{ units, grids: grid ? [grid.grid, ...grid.children] : [] }}
      failure={sheet.error ?? signals.error ?? charges.error}
      name={(grid?.grid.path === scope ? grid?.grid.name : null) ?? district.name}
      // Figures are the whole's: who has a part of it freezes none.
      mayFreeze={may('freeze_period') && district.seat.subtree === null}
      mayGive={may('give_charge')}
      mayAnswer={may('answer_charge')}
      onPrint={may('print_review') ? print(period, scope, sheet.data?.by ?? 'place') : null}
      onReview={reviewing.set}
      onBehind={showBehind}
      onGrid={(path) => void goToGrid(path)}
    />
  );
}

/** Prints what is looked at, and keeps it. */
const print =
  (period: ReviewPeriod, scope: string | null, by: ReviewDimension) =>
  (form: ReviewForm): Promise<string | null> =>
    bridge.printReview(
      { period, scope, by, form, language: language() === 'en' ? 'en' : 'zh' },
      uuid7(),
      t('review.print.save'),
    );
