// Rows of a file that stayed out: what both hosts are sent to give them back, and what a browser does with them.

import type { Reading } from './bridge';
import { keep } from './download';
import { CallFailed, failureFrom, NotSeated, unreachable } from './failed';
import { readingFields } from './reading';
import type { Fault } from './wire/Fault';

/** The faults as JSON and then the file, and what is said about both. */
export function failedRowsParts(
  file: Blob,
  faults: Fault[],
  reading: Reading,
  language: string,
): { body: Blob; fields: Record<string, string> } {
  return beside(file, faults, { ...readingFields(reading), language });
}

/** The same of work orders. */
export function failedOrdersParts(
  file: Blob,
  faults: Fault[],
  name: string,
  language: string,
): { body: Blob; fields: Record<string, string> } {
  return beside(file, faults, { file: name, language });
}

function beside(
  file: Blob,
  faults: Fault[],
  fields: Record<string, string>,
): { body: Blob; fields: Record<string, string> } {
  const told = new Blob([JSON.stringify(faults)]);
  return { body: new Blob([told, file]), fields: { ...fields, faults: String(told.size) } };
}

/** Fetches the spreadsheet and hands it to the browser's downloads; its name. */
export function downloadFailedRows(file: Blob, faults: Fault[], reading: Reading, language: string): Promise<string> {
  return download('/api/import/failed', failedRowsParts(file, faults, reading, language), reading.name);
}

/** The same of work orders. */
export function downloadFailedOrders(file: Blob, faults: Fault[], name: string, language: string): Promise<string> {
  return download('/api/hotline/failed', failedOrdersParts(file, faults, name, language), name);
}

async function download(
  path: string,
  { body, fields }: { body: Blob; fields: Record<string, string> },
  of: string,
): Promise<string> {
  const headers = { 'content-type': 'application/octet-stream' };
  const asked: RequestInit = { method: 'POST', headers, body, credentials: 'same-origin' };
  const response = await fetch(`${path}?${new URLSearchParams(fields)}`, asked).catch((cause: unknown) => {
    throw unreachable(String(cause));
  });
  if (response.status === 401) throw new NotSeated();
  if (!response.ok) {
    throw new CallFailed(failureFrom(await response.json().catch(() => null), `HTTP ${response.status}`));
  }
  const name = `${of.replace(/\.[^.]*$/, '')}-待改.xlsx`;
  keep(await response.blob(), name);
  return name;
}
