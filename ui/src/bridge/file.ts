// Files that were attached, over HTTP: where they are shown from, and how they are kept.

import type { FileForm } from './bridge';
import { keep, nameIn } from './download';
import { CallFailed, failureFrom, NotSeated, unreachable } from './failed';
import type { AttachedFile } from './wire/AttachedFile';

/** The end of a file's address, behind where files lie; the name goes along for whoever keeps it. */
export function filePath({ hash, name }: AttachedFile, form: FileForm): string {
  return `${hash}?${new URLSearchParams({ ...(form === 'small' && { form }), name })}`;
}

/** Lets the browser keep a file that was attached; its name. */
export async function downloadFile(file: AttachedFile): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`/api/file/${filePath(file, 'whole')}`, { credentials: 'same-origin' });
  } catch (cause) {
    throw unreachable(String(cause));
  }
  if (response.status === 401) throw new NotSeated();
  if (!response.ok) {
    throw new CallFailed(failureFrom(await response.json().catch(() => null), `HTTP ${response.status}`));
  }
  const disposition = response.headers.get('content-disposition');
  const bytes = await response.blob().catch((cause) => {
    throw unreachable(String(cause));
  });
  const name = nameIn(disposition?.replace('inline', 'attachment') ?? null);
  keep(bytes, name);
  return name;
}
