// The desk over HTTP and WebSocket, for browsers.

import { album } from './album';
import type { AnswerTo, Bridge, Listener, QuestionName, QuestionOf } from './bridge';
import { keepTable } from './download';
import { CallFailed, failureFrom, NotSeated, unreachable } from './failed';
import { downloadFailedOrders, downloadFailedRows } from './failedRows';
import { downloadFile, filePath } from './file';
import { readingFields } from './reading';
import { downloadPrint, downloadSheet, wishQuery } from './sheet';
import { upload } from './upload';
import type { AttachedFile } from './wire/AttachedFile';
import type { BasemapAdded } from './wire/BasemapAdded';
import type { Call } from './wire/Call';
import type { DoorCard } from './wire/DoorCard';
import type { DrillStand } from './wire/DrillStand';
import type { FileLook } from './wire/FileLook';
import type { HotlineReport } from './wire/HotlineReport';
import type { ImportProgress } from './wire/ImportProgress';
import type { ImportReport } from './wire/ImportReport';
import type { Outcome } from './wire/Outcome';
import type { TableRead } from './wire/TableRead';
import type { Told } from './wire/Told';
import type { Vector } from './wire/Vector';

/** Waits between two tries to connect, in milliseconds; the last one repeats. */
const PAUSES = [250, 500, 1000, 2000, 4000, 8000];
/** The desk beats every 15 s; a socket that says nothing for this long is dead, whatever the system believes. */
const LONGEST_SILENCE = 40_000;
/** The code with which the desk closes a socket whose seat has ended. */
const NO_SEAT = 4401;
/** Who waits for a live line asks again sooner than a network that swallows the question says so, in milliseconds. */
const LINE_PATIENCE = 4_000;

export function httpBridge(): Bridge {
  return {
    act: (call: Call) => post<Outcome>('/api/act', call),
    ask: <Name extends QuestionName>(question: QuestionOf<Name>, signal?: AbortSignal) =>
      post<AnswerTo<Name>>('/api/ask', { question }, signal),
    live: (since, listener) => listen(since, listener),
    media: async (line) => {
      const { address } = await post<{ address: string | null }>(
        '/api/switchboard',
        { line },
        AbortSignal.timeout(LINE_PATIENCE),
      );
      const own = `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/api/media`;
      return address ?? `${own}?line=${encodeURIComponent(line)}`;
    },
    look: (file, reading, commandId, sending) =>
      upload<FileLook>('/api/import/look', readingFields(reading, commandId), file, sending),
    addBasemap: async (source, commandId, sending) => {
      // Only the window hands out what was dropped by its number.
      if (!('file' in source)) throw unreachable('a dropped file without its content');
      const fields = { file: source.name, command_id: commandId };
      return upload<BasemapAdded>('/api/basemap', fields, source.file, sending);
    },
    attach: (file, name, commandId, sending) =>
      upload<AttachedFile>('/api/file', { name, command_id: commandId }, file, sending),
    fileAddress: (file, form) => `/api/file/${filePath(file, form)}`,
    keepFile: downloadFile,
    import: (file, reading, commandId, sending) =>
      upload<ImportReport>('/api/import', readingFields(reading, commandId), file, sending),
    importProgress: (commandId) => call<ImportProgress | null>(`/api/import/${commandId}`, { method: 'GET' }),
    cancelImport: (commandId) => call<boolean>(`/api/import/${commandId}`, { method: 'DELETE' }),
    print: downloadSheet,
    printReview: (wish, commandId) => downloadPrint('/api/review', { command_id: commandId, wish }),
    printJournal: (wish, language, commandId) =>
      downloadPrint('/api/journal', { command_id: commandId, wish, language }),
    printPaper: (wish, commandId) => downloadPrint('/api/paper', { command_id: commandId, wish }),
    printViewings: (wish, language, commandId) =>
      downloadPrint('/api/viewings', { command_id: commandId, wish, language }),
    album: (_title, name) => album(name),
    thumb: (wish) => `/api/thumb?${wishQuery(wish)}`,
    failedRows: downloadFailedRows,
    hotline: (file, name, wish, sending) => {
      const fields = { file: name, dry_run: String(wish.manner === 'trial'), command_id: wish.commandId };
      return upload<HotlineReport>('/api/hotline', fields, file, sending);
    },
    hotlineFailedRows: downloadFailedOrders,
    readTable: (file, of) =>
      call<TableRead>(`/api/table?${new URLSearchParams({ of, file: file.name })}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      }),
    sit: async (code, commandId) => {
      await post('/api/pair', { code, command_id: commandId });
    },
    save: async (name, text) => keepTable(name, text),
    show: null,
    tiles: `${location.origin}/tiles`,
    door: () => call<DoorCard>('/api/door', { method: 'GET' }),
    visit: null,
    drill: {
      stand: () => call<DrillStand>('/api/drill', { method: 'GET' }),
      begin: (wish) => post<DrillStand>('/api/drill', wish),
      end: () => call<DrillStand>('/api/drill', { method: 'DELETE' }),
    },
    network: null,
    drags: null,
  };
}

function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return call<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
}

async function call<T>(path: string, asked: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...asked, credentials: 'same-origin' });
  } catch (cause) {
    if (asked.signal?.aborted) throw cause;
    throw unreachable(String(cause));
  }
  const value: unknown = await response.json().catch(() => null);
  if (response.status === 401 && path !== '/api/pair') throw new NotSeated();
  if (!response.ok) throw new CallFailed(failureFrom(value, `HTTP ${response.status}`));
  return value as T;
}

function listen(since: Vector, listener: Listener): () => void {
  const seen: Vector = { ...since };
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let stopped = false;

  const connect = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    listener.link(tries === 0 ? 'connecting' : 'lost');
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const mine = new WebSocket(
      `${scheme}//${location.host}/api/live?since=${encodeURIComponent(JSON.stringify(seen))}`,
    );
    socket = mine;
    mine.onopen = () => {
      tries = 0;
      listener.link('live');
      listener.heard();
      watch = setTimeout(() => mine.close(), LONGEST_SILENCE);
    };
    mine.onmessage = (event: MessageEvent<unknown>) => {
      if (mine !== socket) return;
      listener.heard();
      const frame: unknown = typeof event.data === 'string' ? JSON.parse(event.data) : null;
      clearTimeout(watch);
      watch = setTimeout(() => mine.close(), LONGEST_SILENCE);
      if (isHello(frame)) {
        // The desk has not what we have seen: another store, or an older copy. All begins anew.
        for (const desk of Object.keys(seen)) delete seen[desk];
        Object.assign(seen, frame.vector);
        listener.anew();
      }
      const news = (Array.isArray(frame) ? frame : [frame]).filter(isTold).filter((told) => isNew(seen, told));
      if (news.length > 0) listener.told(news);
    };
    mine.onclose = ({ code }) => {
      if (mine !== socket || stopped) return;
      clearTimeout(watch);
      // A seat that ended is seen by the next question.
      if (code === NO_SEAT) listener.anew();
      const pause = PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 1000;
      tries += 1;
      listener.link('lost');
      timer = setTimeout(connect, pause);
    };
  };

  const soon = (): void => {
    if (socket?.readyState !== WebSocket.OPEN) connect();
  };
  window.addEventListener('online', soon);
  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(watch);
    window.removeEventListener('online', soon);
    socket?.close();
  };
}

/** Whether the fact is new to us; if so it is remembered. */
function isNew(seen: Vector, told: Told): boolean {
  if (told.seq <= (seen[told.desk] ?? 0)) return false;
  seen[told.desk] = told.seq;
  return true;
}

function isTold(frame: unknown): frame is Told {
  return typeof frame === 'object' && frame !== null && 'news' in frame && 'seq' in frame;
}

function isHello(frame: unknown): frame is { vector: Vector } {
  return typeof frame === 'object' && frame !== null && 'type' in frame && frame.type === 'hello' && 'vector' in frame;
}
