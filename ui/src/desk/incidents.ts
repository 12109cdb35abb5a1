// Going where something happened.

import type { IncidentLine } from '../bridge/wire/IncidentLine';
import { degreesOf } from '../shared/lattice';
import { fly, place, selectGrid } from './place';
import { answers, gridQuestion, incidentQuestion } from './questions';

/** What is shown around an incident, in degrees: some two hundred metres. */
const REACH = 0.002;

/** Opens an incident, and the map goes where it is: to the spot, or to the grid where no spot is known. */
export function goToIncident(line: IncidentLine): void {
  selectGrid(line.grid);
  place.set({ handling: true, incident: line.id, tab: 'incidents' });
  showIncidentOnMap(line);
}

/** The map goes there, and the panels stay. */
export function showIncidentOnMap(line: IncidentLine): void {
  if (line.place === null) {
    void answers.fetchQuery(gridQuestion(line.grid)).then((card) => fly(card.bounds));
    return;
  }
  const [longitude, latitude] = degreesOf(line.place);
  fly({ west: longitude - REACH, south: latitude - REACH, east: longitude + REACH, north: latitude + REACH });
}

/** Opens an incident beside what is looked at: what is selected stays. */
export function showIncident(line: IncidentLine): void {
  place.set({ handling: true, triaging: false, incident: line.id, tab: 'incidents' });
}

/** Goes to one that is only named. */
export function openIncident(incident: string): void {
  void answers.fetchQuery(incidentQuestion(incident)).then((card) => goToIncident(card.line));
}
