// A report that tells who said it. It is never put aside on the phone, which is lost or lent more often than it is without
// a network: it goes to the desk while one waits, or stays in the form.

import type { Attachment } from '../bridge/wire/Attachment';
import type { ReportDraft } from '../bridge/wire/ReportDraft';
import { uuid7 } from '../shared/uuid';
import { act, attach } from './desk';
import { say } from './words';

/** One report's ids: a press after a failure is the same report with the same photos. */
export type Pressed = { said: string; id: string; files: string[] };

export const UNPRESSED: Pressed = { said: '', id: '', files: [] };

/** The ids of what is said now: the same as before where it is the same. */
export function pressed(before: Pressed, draft: ReportDraft, files: readonly Blob[]): Pressed {
  const said = JSON.stringify([draft, files.map(({ size, type }) => [size, type])]);
  return said === before.said ? before : { said, id: uuid7(), files: files.map(() => uuid7()) };
}

/** Reports at once; throws where that fails. */
export async function reportNow(press: Pressed, draft: ReportDraft, files: readonly Blob[]): Promise<void> {
  const attachments: Attachment[] = [];
  for (const [at, held] of files.entries()) {
    const called = held.type.startsWith('audio/') ? say('voice.name') : say('photo.name', { number: at + 1 });
    attachments.push({ is: 'file', file: await attach(held, called, press.files[at] ?? uuid7()) });
  }
  await act({ command_id: press.id, action: { type: 'make_report', report: { ...draft, attachments } } });
}
