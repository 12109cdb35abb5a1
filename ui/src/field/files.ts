// Files that stand beside one's orders: kept on the phone while the order is open, so that they can be looked at
// without a network.

import type { AttachedFile } from '../bridge/wire/AttachedFile';
import type { Attachment } from '../bridge/wire/Attachment';
import type { InboxCard } from '../bridge/wire/InboxCard';
import { FILES } from './desk';
import { hasEnded } from './receipt';
import { drop, get, keys, put } from './shelf';

/** What a phone keeps of one file at the most, in bytes. */
const LARGEST = 8_000_000;

export const filesOf = (attachments: readonly Attachment[]): AttachedFile[] =>
  attachments.flatMap((one) => (one.is === 'file' ? [one.file] : []));

export const isPicture = ({ media }: AttachedFile): boolean => media === 'jpeg' || media === 'png';

export const isVoice = ({ media }: AttachedFile): boolean => media === 'webm' || media === 'ogg' || media === 'm4a';

/** A picture as it is, or small, as it stands among words. */
export type Form = 'whole' | 'small';

/** Where the desk hands a file out. */
export function addressOf({ hash, name }: AttachedFile, form: Form = 'whole'): string {
  return `${FILES}/${hash}?${new URLSearchParams({ ...(form === 'small' && { form }), name })}`;
}

/** A file's bytes: those that were kept, or the desk's; null where neither is at hand. */
export async function fetched(file: AttachedFile, form: Form = 'whole'): Promise<Blob | null> {
  const kept = await get('kept', file.hash);
  if (kept) return kept;
  try {
    const answer = await fetch(addressOf(file, form), { credentials: 'same-origin' });
    return answer.ok ? await answer.blob() : null;
  } catch {
    return null;
  }
}

let keeping = Promise.resolve();

/** Keeps what stands beside open orders, and lets go of the rest. One after the other: orders come first. */
export function keepFiles(card: InboxCard): void {
  keeping = keeping.then(() => keep(card)).catch(() => {});
}

async function keep(card: InboxCard): Promise<void> {
  const open = card.orders.filter((order) => !hasEnded(order) && order.progress !== 'done');
  const wanted = open.flatMap(({ attachments }) => filesOf(attachments ?? [])).filter(({ size }) => size <= LARGEST);
  const known = new Set(await keys('kept'));
  for (const hash of known) if (!wanted.some((file) => file.hash === hash)) await drop('kept', hash);
  for (const file of wanted) {
    if (known.has(file.hash)) continue;
    const bytes = await fetched(file);
    if (bytes) await put('kept', file.hash, bytes);
  }
}
