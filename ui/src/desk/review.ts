// What of the figures is looked at: which days, how they are divided, and which measure.

import { create } from 'zustand';
import type { ReviewCounted } from '../bridge/wire/ReviewCounted';
import type { ReviewDimension } from '../bridge/wire/ReviewDimension';
import type { ReviewMeasure } from '../bridge/wire/ReviewMeasure';
import type { ReviewPeriod } from '../bridge/wire/ReviewPeriod';
import type { Usual } from './period';
import { place } from './place';

/** The rows of a table, what stands out, or what the review decides. */
export type ReviewPage = ReviewDimension | 'signals' | 'charges';
export const PAGES: readonly ReviewPage[] = [
  'place',
  'kind',
  'unit',
  'spot',
  'day',
  'week',
  'month',
  'signals',
  'charges',
];

export type Reviewing = {
  /** What the period is called; own: the days were chosen. */
  usual: Usual | 'own';
  /** The days that were chosen; null: none were yet. */
  own: ReviewPeriod | null;
  page: ReviewPage;
  /** The measure that is drawn. */
  measure: ReviewMeasure;
};

export const useReviewing = create<Reviewing>(() => ({
  usual: 'thisWeek',
  own: null,
  page: 'place',
  measure: 'closed',
}));

export const reviewing = { get: useReviewing.getState, set: useReviewing.setState };

/** The cases behind a figure, of which grid, and what the figure is called. */
export type Behind = { counted: ReviewCounted; scope: string | null; title: string };

/** Opens the list of incidents with those that a figure counts. */
export function showBehind(behind: Behind): void {
  place.set({ handling: true, triaging: false, incident: null, behind, tab: 'incidents' });
}
