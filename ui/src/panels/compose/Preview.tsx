// Whom the draft would reach if it were sent now: exactly those. Each figure opens to what it counts.

import { useState } from 'react';
import type { Draft } from '../../bridge/wire/Draft';
import type { Outside } from '../../bridge/wire/Outside';
import type { ReachCard } from '../../bridge/wire/ReachCard';
import type { ReachFigure } from '../../bridge/wire/ReachFigure';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Note } from '../../shared/parts';
import styles from './compose.module.css';
import { OutsideChoice } from './OutsideChoice';
import { Reached } from './Reached';

type Props = {
  draft: Draft | null;
  reach: ReachCard | null;
  failure: unknown;
  isWhole: boolean;
  /** Grids are chosen by what is drawn on the map. */
  isDrawn: boolean;
  outside: Outside | null;
  onOutside: (outside: Outside | null) => void;
  stale: boolean;
};

export function Preview({ draft, reach, failure, isWhole, isDrawn, outside, onOutside, stale }: Props) {
  const [open, setOpen] = useState<ReachFigure | null>(null);
  if (!isWhole) return <Note kind="refused" title={t('order.preview.nobody')} advice={t('order.preview.choose')} />;
  if (failure) return <Note {...failureWords(failure)} />;
  if (!reach || !draft) return <div className={styles.preview}>{t('order.preview.asking')}</div>;
  const figures: { which: ReachFigure; before: string; value: number; after: string; isBad?: boolean }[] = [
    { which: 'people', before: t('order.preview.reach'), value: reach.people, after: t('order.preview.people') },
    { which: 'grids', before: t('order.preview.covers'), value: reach.grids, after: t('order.preview.grids') },
    { which: 'copies', before: t('order.preview.copies'), value: reach.copies, after: t('order.preview.superiors') },
    {
      which: 'without_device',
      before: '',
      value: reach.without_device,
      after: t('order.preview.without'),
      isBad: true,
    },
    {
      which: 'without_page',
      before: '',
      value: reach.without_page,
      after: t('order.preview.withoutPage'),
      isBad: true,
    },
    { which: 'silent', before: '', value: reach.silent, after: t('order.preview.silent'), isBad: true },
    { which: 'headless', before: '', value: reach.headless, after: t('order.preview.headless'), isBad: true },
  ];
  const shown = figures.filter(({ which, value }) => value > 0 || !['silent', 'headless'].includes(which));
  return (
    <div className={styles.preview} data-stale={stale} data-testid="compose-preview">
      <p className={styles.reach}>
        {shown.map(({ which, before, value, after, isBad = false }) => (
          <button
            type="button"
            key={which}
            disabled={value === 0}
            aria-expanded={open === which}
            data-warn={isBad && value > 0}
            data-testid={`reach-${which}`}
            onClick={() => setOpen(open === which ? null : which)}
          >
            {before} <b>{figure(value)}</b> {after}
          </button>
        ))}
      </p>
      <p className={styles.rule}>
        {reach.levels
          .map(({ name, people, grids }) =>
            t('order.preview.level', { name, people: figure(people), grids: figure(grids) }),
          )
          .join(' · ')}
      </p>
      <p className={styles.rule}>
        {t(`order.preview.rule.${reach.answering}`)}
        {isDrawn && ` ${t('order.preview.drawn')}`}
      </p>
      <OutsideChoice reach={reach} chosen={outside} onChoose={onOutside} />
      {open !== null && shown.some(({ which, value }) => which === open && value > 0) && (
        <Reached key={open} draft={draft} which={open} />
      )}
    </div>
  );
}
