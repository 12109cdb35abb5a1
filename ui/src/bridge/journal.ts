// The journal on paper over HTTP.

import { keep, nameIn } from './download';
import { CallFailed, failureFrom, NotSeated, unreachable } from './failed';
import type { JournalWish } from './wire/JournalWish';
import type { Language } from './wire/Language';

/** Prints a part of the journal and lets the browser keep it; its name. */
export async function downloadJournal(wish: JournalWish, language: Language, commandId: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch('/api/journal', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ command_id: commandId, wish, language }),
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
