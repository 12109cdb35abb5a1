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
  const told = new Blob([JSON.stringify(faults)]);
  const fields = { ...readingFields(reading), faults: String(told.size), language };
  return { body: new Blob([told, file]), fields };
}

/** Fetches the spreadsheet and hands it to the browser's downloads; its name. */
export async function downloadFailedRows(
  file: Blob,
  faults: Fault[],
  reading: Reading,
  language: string,
): Promise<string> {
  const { body, fields } = failedRowsParts(file, faults, reading, language);
  const headers = { 'content-type': 'application/octet-stream' };
  const asked: RequestInit = { method: 'POST', headers, body, credentials: 'same-origin' };
  const response = await fetch(`/api/import/failed?${new URLSearchParams(fields)}`, asked).catch((cause: unknown) => {
    throw unreachable(String(cause));
  });
  if (response.status === 401) throw new NotSeated();
  if (!response.ok) {
    throw new CallFailed(failureFrom(await response.json().catch(() => null), `HTTP ${response.status}`));
  }
  const name = `${reading.name.replace(/\.[^.]*$/, '')}-待改.xlsx`;
  keep(await response.blob(), name);
  return name;
}
