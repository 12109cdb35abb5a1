// The desk behind our own window, over Tauri.

import { Channel, convertFileSrc, invoke } from '@tauri-apps/api/core';
import type { AnswerTo, BasemapSource, Bridge, QuestionName, QuestionOf, Sending } from './bridge';
import { command } from './command';
import { CallFailed, failureFrom } from './failed';
import { failedOrdersParts, failedRowsParts } from './failedRows';
import { filePath } from './file';
import { readingFields } from './reading';
import { wishQuery } from './sheet';
import { unreadable } from './upload';
import type { AttachedFile } from './wire/AttachedFile';
import type { BasemapAdded } from './wire/BasemapAdded';
import type { Call } from './wire/Call';
import type { DoorCard } from './wire/DoorCard';
import type { Dragged } from './wire/Dragged';
import type { DrillStand } from './wire/DrillStand';
import type { FileLook } from './wire/FileLook';
import type { HotlineReport } from './wire/HotlineReport';
import type { ImportProgress } from './wire/ImportProgress';
import type { ImportReport } from './wire/ImportReport';
import type { NetworkCard } from './wire/NetworkCard';
import type { Outcome } from './wire/Outcome';
import type { TableRead } from './wire/TableRead';
import type { Told } from './wire/Told';

/** Bytes of a basemap's file that leave at a time. */
const PIECE = 8 * 2 ** 20;

export function windowBridge(): Bridge {
  return {
    act: (call: Call) => command<Outcome>('act', { call }),
    ask: <Name extends QuestionName>(question: QuestionOf<Name>) => command<AnswerTo<Name>>('ask', { question }),
    live: (since, listener) => {
      let stopped = false;
      const channel = new Channel<Told[]>();
      channel.onmessage = (news) => {
        if (stopped) return;
        listener.heard();
        listener.told(news);
      };
      command<void>('facts', { since, channel }).then(
        () => listener.link('local'),
        () => listener.link('lost'),
      );
      return () => {
        stopped = true;
      };
    },
    look: (file, reading, commandId, sending) =>
      carry<FileLook>('look', readingFields(reading, commandId), file, sending),
    addBasemap,
    attach: (file, name, commandId, sending) =>
      carry<AttachedFile>('attach', { name, command_id: commandId }, file, sending),
    // The desk of this very process leads it on where another machine carries the line.
    media: async (line) => `${await command<string>('media', {})}?line=${encodeURIComponent(line)}`,
    fileAddress: (file, form) => `${convertFileSrc('file', 'wutu')}/${filePath(file, form)}`,
    keepFile: ({ hash, name }, title) => command<string | null>('keep_attachment', { title, hash, name }),
    import: (file, reading, commandId, sending) =>
      carry<ImportReport>('import', readingFields(reading, commandId), file, sending),
    importProgress: (commandId) => command<ImportProgress | null>('import_progress', { commandId }),
    cancelImport: (commandId) => command<boolean>('cancel_import', { commandId }),
    print: (wish, commandId, title) => command<string | null>('print_sheet', { title, wish, commandId }),
    printReview: (wish, commandId, title) => command<string | null>('print_review', { title, wish, commandId }),
    printJournal: (wish, language, commandId, title) =>
      command<string | null>('print_journal', { title, wish, language, commandId }),
    printViewings: (wish, language, commandId, title) =>
      command<string | null>('print_viewings', { title, wish, language, commandId }),
    printPaper: (wish, commandId, title) => command<string | null>('print_paper', { title, wish, commandId }),
    album: async (title) => {
      const opened = await command<[number, string] | null>('open_album', { title });
      if (opened === null) return null;
      const [album, place] = opened;
      return {
        place,
        canShow: true,
        put: ({ file, wish }, commandId) => command<boolean>('put_sheet', { album, file, wish, commandId }),
        rest: async () => {},
      };
    },
    thumb: (wish) => `${convertFileSrc('thumb', 'wutu')}?${wishQuery(wish)}`,
    failedRows: (file, faults, reading, language, title) => {
      const { body, fields } = failedRowsParts(file, faults, reading, language);
      const sending = { signal: new AbortController().signal, sent: () => {} };
      return carry<string | null>('failed_rows', { ...fields, title }, body, sending);
    },
    hotline: (file, name, wish, sending) => {
      const fields = { file: name, dry_run: String(wish.manner === 'trial'), command_id: wish.commandId };
      return carry<HotlineReport>('take_in_hotline', fields, file, sending);
    },
    hotlineFailedRows: (file, faults, name, language, title) => {
      const { body, fields } = failedOrdersParts(file, faults, name, language);
      const sending = { signal: new AbortController().signal, sent: () => {} };
      return carry<string | null>('hotline_failed_rows', { ...fields, title }, body, sending);
    },
    readTable: (file, of) =>
      carry<TableRead>('read_table', { of, file: file.name }, file, {
        signal: new AbortController().signal,
        sent: () => {},
      }),
    sit: async () => {},
    save: (name, text, title) => command<string | null>('save_table', { title, name, text }),
    show: (path) => command<void>('show_kept', { path }),
    tiles: convertFileSrc('tiles', 'wutu').replace(/\/$/, ''),
    door: () => command<DoorCard>('door', {}),
    visit: () => command<void>('visit', {}),
    drill: {
      stand: () => command<DrillStand>('drill', {}),
      begin: (wish) => command<DrillStand>('begin_drill', { wish }),
      end: () => command<DrillStand>('end_drill', {}),
    },
    network: {
      wishes: () => command<NetworkCard>('network', {}),
      open: (wish) => command<DoorCard>('open_network', { wish }),
      close: () => command<DoorCard>('close_network', {}),
    },
    drags: {
      hear: (listener) => {
        let stopped = false;
        const channel = new Channel<Dragged>();
        channel.onmessage = (drag) => {
          if (!stopped) listener(drag);
        };
        void command<void>('drags', { channel });
        return () => {
          stopped = true;
        };
      },
      read: (id) => command<ArrayBuffer>('dropped', { id }),
    },
  };
}

/** In pieces: a message to the desk is held in memory as a whole. */
async function addBasemap(source: BasemapSource, commandId: string, sending: Sending): Promise<BasemapAdded> {
  if ('dropped' in source) {
    sending.sent(1);
    return command<BasemapAdded>('add_dropped_basemap', { id: source.dropped, commandId });
  }
  const { file, size } = source;
  try {
    for (let at = 0; at === 0 || at < size; at += PIECE) {
      const fields = { file: file.name, command_id: commandId, at: String(at) };
      const { signal } = sending;
      await carry<null>('basemap_piece', fields, file.slice(at, at + PIECE), { signal, sent: () => {} });
      sending.sent(Math.min(1, (at + PIECE) / size));
    }
  } catch (cause) {
    await command<null>('leave_basemap', { commandId }).catch(() => {});
    throw cause;
  }
  return command<BasemapAdded>('add_basemap', { commandId });
}

/** A file's bytes as they are, what is said about them beside it. Headers are ASCII, names are not. */
async function carry<T>(name: string, fields: Record<string, string>, file: Blob, sending: Sending): Promise<T> {
  const bytes = await file.arrayBuffer().catch(() => {
    throw unreadable();
  });
  sending.sent(1);
  const headers = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, encodeURIComponent(value)]));
  try {
    const answer = await invoke<T>(name, bytes, { headers });
    sending.signal.throwIfAborted();
    return answer;
  } catch (cause) {
    sending.signal.throwIfAborted();
    throw new CallFailed(failureFrom(cause, String(cause)));
  }
}
