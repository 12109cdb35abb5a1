import type { MeasureColumn } from '../../bridge/wire/MeasureColumn';
import type { Survey } from '../../bridge/wire/Survey';
import { partsOf } from '../../desk/measures';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';

/** What a measure is called: a kind of venue by the kind's own name. */
export function wordsOf(name: string): string {
  const { measure, kind } = partsOf(name);
  return kind ?? t(`five.figure.${measure}`);
}

/** So many grids. */
export function gridsWords(count: number): string {
  return count === 1 ? t('five.grid') : t('five.grids', { count: figure(count) });
}

/** A class of the ramp: one value, or from the least to the most. */
export function rangeOf({ from, to }: MeasureColumn['steps'][number]): string {
  return from === to ? figure(from) : `${figure(from)} – ${figure(to)}`;
}

/** One class by its number; what has no figure is a class, too. */
export function classWords({ steps }: MeasureColumn, at: number): string {
  const step = steps[at];
  return step ? rangeOf(step) : t('five.noFigure');
}

/** When and by whom it was counted; nothing where nobody says. */
export function surveyWords(survey: Survey | null | undefined): string {
  if (!survey) return '';
  return [survey.as_of && t('grid.asOf', { day: survey.as_of }), survey.source].filter(Boolean).join(' · ');
}

/** The same of several: the oldest day, and how many sources. */
export function surveysWords(surveys: readonly Survey[]): string {
  if (surveys.length <= 1) return surveyWords(surveys[0]);
  const days = surveys.flatMap(({ as_of }) => (as_of === null ? [] : [as_of])).sort();
  const sources = [...new Set(surveys.flatMap(({ source }) => (source === null ? [] : [source])))];
  const oldest = days[0];
  return [
    oldest !== undefined &&
      (oldest === days.at(-1) ? t('grid.asOf', { day: oldest }) : t('five.oldest', { day: oldest })),
    sources.length > 1 ? t('five.sources', { count: sources.length }) : sources[0],
  ]
    .filter(Boolean)
    .join(' · ');
}
