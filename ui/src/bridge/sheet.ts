// What the press makes, over HTTP: what is asked for, and what comes back.

import { keep, nameIn } from './download';
import { CallFailed, failureFrom, NotSeated, unreachable } from './failed';
import type { SheetWish } from './wire/SheetWish';

/** A sheet as it came out of the press. */
export type PrintedSheet = {
  file: Blob;
  /** What it would well be called. */
  name: string;
  /** Names what stands on it. */
  content: string;
  /** BLAKE3 of the file. */
  hash: string;
};

/** Prints a sheet; null where it would have the content named in `unless`. */
export async function fetchSheet(
  wish: SheetWish,
  commandId: string,
  unless: string | null = null,
): Promise<PrintedSheet | null> {
  const response = await printed('/api/sheet', { command_id: commandId, wish, unless });
  if (response.status === 204) return null;
  const file = await fileIn(response);
  const told = (name: string): string => response.headers.get(name) ?? '';
  const name = nameIn(response.headers.get('content-disposition'));
  return { file, name, content: told('x-sheet-content'), hash: told('x-sheet-hash') };
}

/** Prints a sheet and lets the browser keep it; its name. */
export async function downloadSheet(wish: SheetWish, commandId: string): Promise<string | null> {
  const sheet = await fetchSheet(wish, commandId);
  if (sheet) keep(sheet.file, sheet.name);
  return sheet?.name ?? null;
}

/** Prints what is wanted – a paper, the journal, a round – and lets the browser keep it; its name. */
export async function downloadPrint(path: string, wanted: unknown): Promise<string> {
  const response = await printed(path, wanted);
  const name = nameIn(response.headers.get('content-disposition'));
  keep(await fileIn(response), name);
  return name;
}

/** What the press answers; a refusal is thrown. */
async function printed(path: string, wanted: unknown): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
      credentials: 'same-origin',
    });
  } catch (cause) {
    throw unreachable(String(cause));
  }
  if (response.status === 401) throw new NotSeated();
  if (!response.ok) {
    throw new CallFailed(failureFrom(await response.json().catch(() => null), `HTTP ${response.status}`));
  }
  return response;
}

function fileIn(response: Response): Promise<Blob> {
  return response.blob().catch((cause) => {
    throw unreachable(String(cause));
  });
}

/** A wish as the query of an address. */
export function wishQuery(wish: SheetWish): string {
  return new URLSearchParams(Object.entries(wish).map(([name, value]) => [name, String(value)])).toString();
}
