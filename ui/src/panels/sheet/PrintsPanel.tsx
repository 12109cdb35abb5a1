// What was printed: the sheets as pictures, and the prints as a list.

import { useMemo, useState } from 'react';
import type { Grid } from '../../bridge/wire/Grid';
import type { SheetWish } from '../../bridge/wire/SheetWish';
import { usePrints } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { OneOf } from '../../shared/OneOf';
import { Empty, Key, Loading, Note } from '../../shared/parts';
import { Gallery } from './Gallery';
import { PrintList } from './PrintList';
import { BY, type By, ordered, sheetsOf } from './prints';
import styles from './prints.module.css';

type Props = {
  /** Null until the table of rights is here. */
  mayList: boolean | null;
  mayPrint: boolean;
  /** The selected grid, to which the panel can be narrowed; none: nothing narrows it. */
  within: Pick<Grid, 'path' | 'name'> | null;
  /** The address of a sheet's small picture. */
  thumb: (wish: SheetWish) => string;
  onGrid: (path: string) => void;
  onAgain: (wish: SheetWish) => void;
};

type Shown = 'gallery' | 'list';

export function PrintsPanel({ mayList, mayPrint, within, thumb, onGrid, onAgain }: Props) {
  const [shown, setShown] = useState<Shown>('gallery');
  const [by, setBy] = useState<By>('newest');
  // The grid to which a click leads does not narrow what was clicked in: the person says so.
  const [narrow, setNarrow] = useState<Props['within']>(null);
  const prints = usePrints(narrow?.path ?? null, mayList === true);
  const lines = prints.data?.prints;
  const sheets = useMemo(() => ordered(sheetsOf(lines ?? []), by), [lines, by]);
  if (mayList === false) return <Note kind="refused" title={t('sheet.prints.mayNot')} />;
  if (prints.error) return <Note {...failureWords(prints.error)} />;
  if (!prints.data || !lines) return <Loading label={t('shell.loading')} />;
  const again = mayPrint ? onAgain : null;
  return (
    <div className={styles.panel} data-testid="prints-panel" data-total={prints.data.total}>
      {(lines.length > 0 || narrow) && (
        <div className={styles.bar}>
          <OneOf
            size="small"
            value={shown}
            options={(['gallery', 'list'] as const).map((value) => ({ value, label: t(`sheet.prints.${value}`) }))}
            onChange={setShown}
            data-testid="prints-shown"
          />
          {shown === 'gallery' && (
            <select
              className={styles.by}
              aria-label={t('sheet.prints.order')}
              value={by}
              onChange={(event) => setBy(BY.find((one) => one === event.target.value) ?? 'newest')}
              data-testid="prints-by"
            >
              {BY.map((one) => (
                <option key={one} value={one}>
                  {t(`sheet.prints.by.${one}`)}
                </option>
              ))}
            </select>
          )}
          <Narrow narrow={narrow} within={within} onNarrow={setNarrow} />
        </div>
      )}
      {lines.length < prints.data.total && (
        <p className={styles.cut}>
          {t('sheet.prints.cut', { shown: figure(lines.length), total: figure(prints.data.total) })}
        </p>
      )}
      {lines.length === 0 && (
        <Empty title={narrow ? t('sheet.prints.noneWithin', { name: narrow.name }) : t('sheet.prints.none')}>
          {mayPrint && (
            <span>
              {t('sheet.prints.how')} <Key>Ctrl P</Key>
            </span>
          )}
        </Empty>
      )}
      {lines.length > 0 && shown === 'gallery' && (
        <Gallery sheets={sheets} thumb={thumb} onGrid={onGrid} onAgain={again} />
      )}
      {lines.length > 0 && shown === 'list' && <PrintList lines={lines} onGrid={onGrid} onAgain={again} />}
    </div>
  );
}

/** Narrows the panel to the selected grid and all below it, and back. */
function Narrow(props: { narrow: Props['within']; within: Props['within']; onNarrow: (to: Props['within']) => void }) {
  const { narrow, within, onNarrow } = props;
  const to = narrow ?? within;
  if (!to) return null;
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={narrow !== null}
      onClick={() => onNarrow(narrow ? null : within)}
      data-testid="prints-within"
    >
      <span>{t('sheet.prints.within', { name: to.name })}</span>
      {narrow && <Icon name="close" size={12} />}
    </button>
  );
}
