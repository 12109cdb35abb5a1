// What is attached to something that is being written: files on their way to the desk, looked through there one by one.
// It knows no order: whatever is written one day may use it.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { FileForm } from '../bridge/bridge';
import { bridge } from '../bridge/open';
import type { AttachedFile } from '../bridge/wire/AttachedFile';
import type { Attachment } from '../bridge/wire/Attachment';
import type { Sketch } from '../bridge/wire/Sketch';
import { uuid7 } from '../shared/uuid';

/** The most attachments of an order, as the desk has it. */
export const MOST_TO_ORDER = 8;
/** The most attachments of an answer. */
export const MOST_TO_ANSWER = 6;
/** What a dialog for files offers; the desk decides by their content. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,application/pdf,audio/*';

/** A file that is on its way, has come, or was not taken. */
export type Enclosed = {
  /** By which the page knows it; also the command id. */
  key: string;
  name: string;
  /** How much of it has left, from 0 to 1. */
  share: number;
  /** Where this page shows a picture from before the desk has it. */
  preview: string | null;
  /** As the desk keeps it. */
  file: AttachedFile | null;
  failure: unknown;
};

export type Attaching = {
  enclosed: readonly Enclosed[];
  /** Hands files in, each by itself. */
  add(files: readonly File[]): void;
  remove(key: string): void;
  /** Whether some are still on their way. */
  isBusy: boolean;
  /** Whether the desk did not take some. */
  hasFailed: boolean;
  /** What has come. */
  files: readonly AttachedFile[];
};

/** Files that are attached; `kept` are there already. */
export function useAttaching(kept: readonly AttachedFile[] = []): Attaching {
  const [enclosed, setEnclosed] = useState<readonly Enclosed[]>(() => kept.map(ofKept));
  const stops = useRef(new Map<string, AbortController>());
  const previews = useRef(new Map<string, string>());

  const change = useCallback((key: string, some: Partial<Enclosed>): void => {
    setEnclosed((before) => before.map((one) => (one.key === key ? { ...one, ...some } : one)));
  }, []);
  const add = useCallback(
    (files: readonly File[]): void => {
      for (const file of files) {
        const key = uuid7();
        const stop = new AbortController();
        stops.current.set(key, stop);
        const preview = looksLikePicture(file) ? URL.createObjectURL(file) : null;
        if (preview !== null) previews.current.set(key, preview);
        setEnclosed((before) => [...before, { key, name: file.name, share: 0, preview, file: null, failure: null }]);
        const sending = { signal: stop.signal, sent: (share: number) => change(key, { share }) };
        bridge.attach(file, file.name, key, sending).then(
          (kept) => change(key, { file: kept, name: kept.name, share: 1 }),
          (failure: unknown) => {
            if (!stop.signal.aborted) change(key, { failure });
          },
        );
      }
    },
    [change],
  );
  const remove = useCallback((key: string): void => {
    stops.current.get(key)?.abort();
    stops.current.delete(key);
    forget(previews.current, key);
    setEnclosed((before) => before.filter((one) => one.key !== key));
  }, []);
  useEffect(() => {
    const [underWay, shown] = [stops.current, previews.current];
    return () => {
      for (const stop of underWay.values()) stop.abort();
      for (const key of [...shown.keys()]) forget(shown, key);
    };
  }, []);

  return {
    enclosed,
    add,
    remove,
    isBusy: enclosed.some(({ file, failure }) => file === null && failure === null),
    hasFailed: enclosed.some(({ failure }) => failure !== null),
    files: enclosed.flatMap(({ file }) => (file === null ? [] : [file])),
  };
}

/** What stands beside words: files first, then what is drawn. */
export function attachmentsOf(files: readonly AttachedFile[], sketches: readonly Sketch[]): Attachment[] {
  return [
    ...files.map((file) => ({ is: 'file', file }) as const),
    ...sketches.map((sketch) => ({ is: 'sketch', sketch }) as const),
  ];
}

export const filesOf = (attachments: readonly Attachment[]): AttachedFile[] =>
  attachments.flatMap((one) => (one.is === 'file' ? [one.file] : []));

export const sketchesOf = (attachments: readonly Attachment[]): Sketch[] =>
  attachments.flatMap((one) => (one.is === 'sketch' ? [one.sketch] : []));

export const isPicture = ({ media }: Pick<AttachedFile, 'media'>): boolean => media === 'jpeg' || media === 'png';

export const isVoice = ({ media }: Pick<AttachedFile, 'media'>): boolean =>
  media === 'webm' || media === 'ogg' || media === 'm4a';

/** Where a file that the desk keeps is shown from. */
export const addressOf = (file: AttachedFile, form: FileForm): string => bridge.fileAddress(file, form);

/** Keeps such a file where the person wants it. */
export const keepFile = (file: AttachedFile, title: string): Promise<string | null> => bridge.keepFile(file, title);

/** The files that were pasted; none where text was. */
export function pastedFiles(event: ClipboardEvent): File[] {
  return [...(event.clipboardData?.files ?? [])];
}

function ofKept(file: AttachedFile): Enclosed {
  return { key: uuid7(), name: file.name, share: 1, preview: null, file, failure: null };
}

function looksLikePicture({ type }: File): boolean {
  return /^image\/(jpeg|png|webp)$/.test(type);
}

function forget(previews: Map<string, string>, key: string): void {
  const address = previews.get(key);
  if (address !== undefined) URL.revokeObjectURL(address);
  previews.delete(key);
}
