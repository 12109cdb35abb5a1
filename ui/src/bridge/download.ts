// Files that the desk or the page makes, handed on to the browser's own downloads.

import { CallFailed, failureFrom, NotSeated, unreachable } from './failed';

/** How long a browser may take to begin with a file that it was handed, in milliseconds. */
const HANDED = 60_000;

/** Asks for a file and lets the browser keep it; its name. */
export async function download(path: string, body: unknown): Promise<string> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'same-origin',
    });
  } catch (cause) {
    throw unreachable(String(cause));
  }
  if (response.status === 401) throw new NotSeated();
  if (!response.ok) {
    throw new CallFailed(failureFrom(await response.json().catch(() => null), `HTTP ${response.status}`));
  }
  const file = await response.blob().catch((cause) => {
    throw unreachable(String(cause));
  });
  const name = nameIn(response.headers.get('content-disposition'));
  keep(file, name);
  return name;
}

/** Keeps a table as any download. The mark in front tells spreadsheets that it is UTF-8. */
export function keepTable(name: string, text: string): void {
  keep(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }), name.replace(/[\\/:*?"<>|]/g, ' '));
}

/** Keeps a file as any download. */
export function keep(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), HANDED);
}

/** The name in `attachment; filename*=UTF-8''…` (RFC 8187). */
export function nameIn(disposition: string | null): string {
  const escaped = disposition?.split("filename*=UTF-8''")[1];
  return escaped ? decodeURIComponent(escaped) : 'sheet';
}
