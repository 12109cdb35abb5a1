// Which sheet of a grid is wanted, and what came of it.

import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { Orientation } from '../../bridge/wire/Orientation';
import type { Paper } from '../../bridge/wire/Paper';
import type { SheetFormat } from '../../bridge/wire/SheetFormat';
import type { SheetMeasure } from '../../bridge/wire/SheetMeasure';
import type { SheetWish } from '../../bridge/wire/SheetWish';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { Note } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import styles from './sheet.module.css';

const MEASURES: SheetMeasure[] = ['population', 'households', 'buildings', 'units', 'venues', 'heads'];
const PAPERS: Paper[] = ['A4', 'A3', 'A2'];
const ORIENTATIONS: Orientation[] = ['portrait', 'landscape'];
const FORMATS: SheetFormat[] = ['pdf', 'png'];

/** What is chosen in the form; the grid and the language are not. */
export type Choice = Pick<SheetWish, 'measure' | 'paper' | 'orientation' | 'format'>;

type Props = {
  /** The grid's name; empty while it is being asked for. */
  name: string;
  mayPrint: boolean;
  busy: boolean;
  failure: unknown;
  /** Where the last one lies. */
  file: string | null;
  onPrint: (choice: Choice) => void;
  onClose: () => void;
};

export function PrintForm({ name, mayPrint, busy, failure, file, onPrint, onClose }: Props) {
  const [choice, setChoice] = useState<Choice>({
    measure: 'population',
    paper: 'A4',
    orientation: 'portrait',
    format: 'pdf',
  });
  const change = (some: Partial<Choice>): void => setChoice((before) => ({ ...before, ...some }));
  return (
    <Sheet title={t('sheet.title', { name })} testId="print" onClose={onClose}>
      {!mayPrint && <p className={styles.quiet}>{t('sheet.mayNot')}</p>}
      {mayPrint && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) onPrint(choice);
          }}
        >
          <label htmlFor="print-measure">{t('sheet.measure')}</label>
          <Select
            id="print-measure"
            className={styles.wide}
            value={choice.measure}
            options={MEASURES.map((value) => ({ value, label: t(`sheet.measures.${value}`) }))}
            onChange={(measure) => change({ measure })}
            data-testid="print-measure"
          />
          <span>{t('sheet.paper')}</span>
          <Segmented
            value={choice.paper}
            options={PAPERS}
            onChange={(paper) => change({ paper })}
            data-testid="print-paper"
          />
          <span>{t('sheet.orientation')}</span>
          <Segmented
            value={choice.orientation}
            options={ORIENTATIONS.map((value) => ({ value, label: t(`sheet.orientations.${value}`) }))}
            onChange={(orientation) => change({ orientation })}
            data-testid="print-orientation"
          />
          <span>{t('sheet.format')}</span>
          <Segmented
            value={choice.format}
            options={FORMATS.map((value) => ({ value, label: t(`sheet.formats.${value}`) }))}
            onChange={(format) => change({ format })}
            data-testid="print-format"
          />
          <p className={styles.note}>{t('sheet.kept')}</p>
          <Button className={styles.go} type="primary" htmlType="submit" loading={busy} data-testid="print-go">
            {t('sheet.go')}
          </Button>
        </form>
      )}
      {failure !== null && <Note {...failureWords(failure)} />}
      {file !== null && failure === null && (
        <p className={styles.done} role="status" data-testid="print-done">
          {t('sheet.done')} <code>{file}</code>
        </p>
      )}
    </Sheet>
  );
}
