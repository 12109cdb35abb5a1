// Every word that a user sees is a key here, in both languages.

import { createInstance } from 'i18next';
import { language } from '../shared/language';
import enAction from './en/action.json';
import enAlarm from './en/alarm.json';
import enAmend from './en/amend.json';
import enAttachment from './en/attachment.json';
import enBasemap from './en/basemap.json';
import enDrill from './en/drill.json';
import enDuty from './en/duty.json';
import enEditing from './en/editing.json';
import enEyes from './en/eyes.json';
import enFailure from './en/failure.json';
import enFindings from './en/findings.json';
import enFive from './en/five.json';
import enGateway from './en/gateway.json';
import enGrid from './en/grid.json';
import enImport from './en/import.json';
import enIncident from './en/incident.json';
import enIntake from './en/intake.json';
import enMap from './en/map.json';
import enNetwork from './en/network.json';
import enOrder from './en/order.json';
import enPhone from './en/phone.json';
import enRadio from './en/radio.json';
import enRecheck from './en/recheck.json';
import enRecording from './en/recording.json';
import enReview from './en/review.json';
import enRobot from './en/robot.json';
import enScheme from './en/scheme.json';
import enSheet from './en/sheet.json';
import enShell from './en/shell.json';
import enShown from './en/shown.json';
import enTables from './en/tables.json';
import enTalk from './en/talk.json';
import enWhistle from './en/whistle.json';
import action from './zh-CN/action.json';
import alarm from './zh-CN/alarm.json';
import amend from './zh-CN/amend.json';
import attachment from './zh-CN/attachment.json';
import basemap from './zh-CN/basemap.json';
import drill from './zh-CN/drill.json';
import duty from './zh-CN/duty.json';
import editing from './zh-CN/editing.json';
import eyes from './zh-CN/eyes.json';
import failure from './zh-CN/failure.json';
import findings from './zh-CN/findings.json';
import five from './zh-CN/five.json';
import gateway from './zh-CN/gateway.json';
import grid from './zh-CN/grid.json';
import imports from './zh-CN/import.json';
import incident from './zh-CN/incident.json';
import intake from './zh-CN/intake.json';
import map from './zh-CN/map.json';
import network from './zh-CN/network.json';
import order from './zh-CN/order.json';
import phone from './zh-CN/phone.json';
import radio from './zh-CN/radio.json';
import recheck from './zh-CN/recheck.json';
import recording from './zh-CN/recording.json';
import review from './zh-CN/review.json';
import robot from './zh-CN/robot.json';
import scheme from './zh-CN/scheme.json';
import sheet from './zh-CN/sheet.json';
import shell from './zh-CN/shell.json';
import shown from './zh-CN/shown.json';
import tables from './zh-CN/tables.json';
import talk from './zh-CN/talk.json';
import whistle from './zh-CN/whistle.json';

export const zhCN = {
  action,
  alarm,
  amend,
  attachment,
  basemap,
  drill,
  duty,
  editing,
  eyes,
  failure,
  findings,
  five,
  gateway,
  grid,
  import: imports,
  incident,
  intake,
  recheck,
  whistle,
  map,
  network,
  order,
  phone,
  radio,
  recording,
  review,
  robot,
  scheme,
  sheet,
  shell,
  shown,
  tables,
  talk,
};
export const en = {
  action: enAction,
  alarm: enAlarm,
  amend: enAmend,
  attachment: enAttachment,
  basemap: enBasemap,
  drill: enDrill,
  duty: enDuty,
  editing: enEditing,
  eyes: enEyes,
  failure: enFailure,
  findings: enFindings,
  five: enFive,
  gateway: enGateway,
  grid: enGrid,
  import: enImport,
  incident: enIncident,
  intake: enIntake,
  recheck: enRecheck,
  whistle: enWhistle,
  map: enMap,
  network: enNetwork,
  order: enOrder,
  phone: enPhone,
  radio: enRadio,
  recording: enRecording,
  review: enReview,
  robot: enRobot,
  scheme: enScheme,
  sheet: enSheet,
  shell: enShell,
  shown: enShown,
  tables: enTables,
  talk: enTalk,
};

const words = createInstance();
void words.init({
  lng: language(),
  fallbackLng: 'zh-CN',
  resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** The words of a key, with what they speak of. */
export function t(key: string, values?: Record<string, string | number>): string {
  return words.t(key, { ...values, lng: language() });
}

/** The words of a key if there are any. */
export function known(key: string, values?: Record<string, string | number>): string | null {
  return words.exists(key) ? t(key, values) : null;
}

/** Names side by side. */
export function listed(names: readonly string[]): string {
  return names.join(t('shell.comma'));
}
