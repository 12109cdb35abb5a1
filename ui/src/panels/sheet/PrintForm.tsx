// Which sheet of a grid is wanted, or which of all below it, and what came of it.

import { Button, Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import type { LevelCount } from '../../bridge/wire/LevelCount';
import type { Orientation } from '../../bridge/wire/Orientation';
import type { Paper } from '../../bridge/wire/Paper';
import type { SheetFormat } from '../../bridge/wire/SheetFormat';
import type { SheetMeasure } from '../../bridge/wire/SheetMeasure';
import type { SheetWish } from '../../bridge/wire/SheetWish';
import { offerHands } from '../../desk/hands';
import { isUnderWay, type Many, type Printing } from '../../desk/sheets';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import { Picker } from '../../shared/Picker';
import { Note } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import { Kept } from './Kept';
import { ManyUnder } from './ManyUnder';
import styles from './sheet.module.css';

const MEASURES: SheetMeasure[] = ['population', 'households', 'buildings', 'units', 'venues', 'heads'];
const PAPERS: Paper[] = ['A4', 'A3', 'A2'];
const ORIENTATIONS: Orientation[] = ['portrait', 'landscape'];
const FORMATS: SheetFormat[] = ['pdf', 'png'];
/** So deep sheets of a district are usually wanted; buildings are many. */
const USUALLY_DOWN_TO = 3;

/** What is chosen in the form; the grid and the language are not. */
export type Choice = Pick<SheetWish, 'measure' | 'paper' | 'orientation' | 'format'>;

const USUAL: Choice = { measure: 'population', paper: 'A4', orientation: 'portrait', format: 'pdf' };

type Props = {
  /** The grid's name; empty while it is being asked for. */
  name: string;
  /** The grid's own level and those below it, with how many grids each has. */
  levels: LevelCount[];
  /** What is chosen at first; none: the usual. */
  choice: Choice | null;
  mayPrint: boolean;
  printing: Printing;
  many: Many;
  /** Shows a file or a folder that was kept; null where the host does so itself. */
  show: ((path: string) => Promise<void>) | null;
  onPrint: (choice: Choice) => void;
  onPrintAll: (choice: Choice, levels: number[]) => void;
  onClose: () => void;
};

export function PrintForm(props: Props) {
  const { name, levels, mayPrint, printing, many } = props;
  const [choice, setChoice] = useState<Choice>(props.choice ?? USUAL);
  const [isAll, setAll] = useState(false);
  const [left, setLeft] = useState<number[] | null>(null);
  const change = (some: Partial<Choice>): void => setChoice((before) => ({ ...before, ...some }));
  const isUnder = isUnderWay(many);
  const usual = levels.filter((one, at) => one.level <= USUALLY_DOWN_TO || at === 0).map((one) => one.level);
  const chosen = left ?? usual;
  const count = levels.reduce((sum, one) => sum + (chosen.includes(one.level) ? one.grids : 0), 0);
  // Escape stops the sheets first and closes the form only then.
  useEffect(() => (isUnder ? offerHands({ stop: many.stop }) : undefined), [isUnder, many.stop]);

  const go = (): void => {
    if (isAll) props.onPrintAll({ ...choice, format: 'pdf' }, chosen);
    else props.onPrint(choice);
  };
  return (
    <Sheet title={t('sheet.title', { name })} testId="print" onClose={isUnder ? many.stop : props.onClose}>
      {!mayPrint && <p className={styles.quiet}>{t('sheet.mayNot')}</p>}
      {mayPrint && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!printing.busy && !isUnder && (!isAll || count > 0)) go();
          }}
        >
          {levels.length > 1 && (
            <>
              <span>{t('sheet.which')}</span>
              <OneOf
                disabled={isUnder}
                value={isAll}
                options={[
                  { value: false, label: t('sheet.one') },
                  { value: true, label: t('sheet.all') },
                ]}
                onChange={setAll}
                data-testid="print-which"
              />
            </>
          )}
          {isAll && (
            <>
              <span>{t('sheet.levels')}</span>
              <Checkbox.Group
                className={styles.levels}
                disabled={isUnder}
                value={chosen}
                options={levels.map(({ level, name: called, grids }) => ({
                  value: level,
                  label: t('sheet.level', { level, name: called, count: figure(grids) }),
                }))}
                onChange={setLeft}
                data-testid="print-levels"
              />
            </>
          )}
          <label htmlFor="print-measure">{t('sheet.measure')}</label>
          <Picker
            id="print-measure"
            className={styles.wide}
            disabled={isUnder}
            value={choice.measure}
            options={MEASURES.map((value) => ({ value, label: t(`sheet.measures.${value}`) }))}
            onChange={(measure) => change({ measure })}
            data-testid="print-measure"
          />
          <span>{t('sheet.paper')}</span>
          <OneOf
            disabled={isUnder}
            value={choice.paper}
            options={PAPERS}
            onChange={(paper) => change({ paper })}
            data-testid="print-paper"
          />
          <span>{t('sheet.orientation')}</span>
          <OneOf
            disabled={isUnder}
            value={choice.orientation}
            options={ORIENTATIONS.map((value) => ({ value, label: t(`sheet.orientations.${value}`) }))}
            onChange={(orientation) => change({ orientation })}
            data-testid="print-orientation"
          />
          {!isAll && (
            <>
              <span>{t('sheet.format')}</span>
              <OneOf
                value={choice.format}
                options={FORMATS.map((value) => ({ value, label: t(`sheet.formats.${value}`) }))}
                onChange={(format) => change({ format })}
                data-testid="print-format"
              />
            </>
          )}
          <p className={styles.note}>{t(isAll ? 'sheet.keptAll' : 'sheet.kept')}</p>
          {!isUnder && (
            <Button
              className={styles.go}
              type="primary"
              htmlType="submit"
              loading={printing.busy}
              disabled={isAll && count === 0}
              data-testid="print-go"
            >
              {isAll ? t(goesOn(many) ? 'sheet.goOn' : 'sheet.goAll', { count: figure(count) }) : t('sheet.go')}
            </Button>
          )}
        </form>
      )}
      {isAll ? (
        <ManyUnder many={many} show={props.show} />
      ) : (
        <>
          {printing.failure !== null && <Note {...failureWords(printing.failure)} />}
          {printing.file !== null && printing.failure === null && (
            <Kept testId="print-done" words={t('sheet.done')} path={printing.file} show={props.show} />
          )}
        </>
      )}
    </Sheet>
  );
}

function goesOn({ state }: Many): boolean {
  return state === 'stopped' || state === 'failed';
}
