// Everything a user can do, in the order of the key sheet.

import type { DeskAction } from './action';
import { addPlace } from './add-place';
import { alarms } from './alarms';
import { back } from './back';
import { beginDrill } from './begin-drill';
import { drawing } from './change-drawing';
import { language } from './change-language';
import { theme } from './change-theme';
import { chooseBasemap } from './choose-basemap';
import { compose } from './compose';
import { draft } from './draft';
import { drill } from './drill';
import { edit } from './edit';
import { eyes } from './eyes';
import { findHoles } from './find-holes';
import { followOrder } from './follow-order';
import { goToView } from './go-to-view';
import { home } from './home';
import { importFiles } from './import-files';
import { logByPhone } from './log-by-phone';
import { measure } from './measure';
import { onWatch } from './on-watch';
import { openNetwork } from './open-network';
import { calling } from './phone';
import { printSheet } from './print-sheet';
import { rise } from './rise';
import { search } from './search';
import { send } from './send';
import { showGateways } from './show-gateways';
import { showIntakes } from './show-intakes';
import { showKeys } from './show-keys';
import { showLevel } from './show-level';
import { prints } from './show-prints';
import { schemes } from './show-schemes';
import { showSensors } from './show-sensors';
import { showTables } from './show-tables';
import { step } from './step';
import { table } from './table';
import { takeHotline } from './take-hotline';
import { groups } from './talk';
import { toggleBottom } from './toggle-bottom';
import { turnMap } from './turn-map';
import { zoom } from './zoom';

export const ACTIONS: readonly DeskAction[] = [
  search,
  ...goToView,
  drill,
  rise,
  back,
  ...showLevel,
  home,
  ...zoom,
  measure,
  chooseBasemap,
  drawing,
  ...table,
  ...addPlace,
  compose,
  send,
  ...draft,
  ...step,
  ...logByPhone,
  ...onWatch,
  ...calling,
  ...alarms,
  ...groups,
  eyes,
  ...followOrder,
  ...importFiles,
  schemes,
  ...turnMap,
  ...edit,
  findHoles,
  toggleBottom,
  printSheet,
  prints,
  openNetwork,
  beginDrill,
  showGateways,
  takeHotline,
  showIntakes,
  showSensors,
  showTables,
  theme,
  language,
  showKeys,
];

/** An action by its id. */
export function actionOf(id: string): DeskAction {
  const found = ACTIONS.find((action) => action.id === id);
  if (!found) throw new Error(`no action ${id}`);
  return found;
}

/** Runs an action if it can do something now. */
export function run(action: DeskAction): void {
  if (action.can?.() ?? true) action.run();
}
