// The tab of what is being added or changed by hand, and the list of what was.

import { useState } from 'react';
import type { ItemCard } from '../bridge/wire/ItemCard';
import { type Amending, endAmending } from '../desk/amending';
import { select } from '../desk/place';
import { useAmendments, useItem, useUnits } from '../desk/questions';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { AmendForm } from '../panels/amend/AmendForm';
import { Amendments } from '../panels/amend/Amendments';
import { Loading, Note } from '../shared/parts';
import styles from './views.module.css';

export function AmendTab({ amending }: { amending: Amending }) {
  const { of, id, venue, grid, spot } = amending;
  const name = id === null ? null : { of, id };
  const asked = useItem(name);
  // What was seen when the form was opened: a change by somebody else since is refused, not overwritten.
  const [before, setBefore] = useState<ItemCard | null>(null);
  if (before === null && asked.data && !asked.isFetching) setBefore(asked.data);
  const units = useUnits(of === 'asset' || of === 'partner');
  if (asked.error) return <Note {...failureWords(asked.error)} />;
  if (name !== null && before === null) return <Loading label={t('shell.loading')} />;
  return (
    <div className={styles.scroll}>
      <AmendForm
        of={of}
        name={name}
        before={before}
        venue={venue}
        grid={grid}
        spot={spot}
        units={units.data?.units ?? []}
        onDone={(done) => {
          endAmending();
          // A camera or a pairing has no panel of its own: one sees it in that of its place.
          if (of === 'stream' || of === 'partner') return;
          select(done === null ? null : { noun: of, id: done });
        }}
        onClose={endAmending}
      />
    </div>
  );
}

/** All that was changed by hand, also what went: its undo is nowhere else. */
export function AmendedByHand({ may }: { may: (entry: string) => boolean }) {
  const asked = useAmendments(may('amendments'));
  const lines = asked.data?.amendments ?? [];
  if (lines.length === 0) return null;
  return (
    <div className={styles.below}>
      <Amendments lines={lines} mayUndo={may('undo_amendment')} />
    </div>
  );
}
