// Going where something was found.

import type { ReportLine } from '../bridge/wire/ReportLine';
import { degreesOf } from '../shared/lattice';
import { fly, place, selectGrid } from './place';
import { answers, gridQuestion, reportQuestion } from './questions';

/** What is shown around a report, in degrees: some two hundred metres. */
const REACH = 0.002;

/** Opens a report, and the map goes where it is: to the spot, or to the grid where no spot is known. */
export function goToReport(line: ReportLine): void {
  selectGrid(line.grid);
  place.set({ reporting: true, report: line.id, tab: 'reports' });
  if (line.place === null) {
    void answers.fetchQuery(gridQuestion(line.grid)).then((card) => fly(card.bounds));
    return;
  }
  const [longitude, latitude] = degreesOf(line.place);
  fly({ west: longitude - REACH, south: latitude - REACH, east: longitude + REACH, north: latitude + REACH });
}

/** The same of one that is only named. */
export function openReport(report: string): void {
  void answers.fetchQuery(reportQuestion(report)).then((card) => goToReport(card.line));
}
