// The desk, from a phone. The same addresses as the operator's page, under /field: a pairing made here sets its
// cookie for /field only, so an operator's seat and a field seat can live in one browser.

import { CallFailed, failureFrom, NotSeated, unreachable } from '../bridge/failed';
import type { Answered } from '../bridge/wire/Answered';
import type { AttachedFile } from '../bridge/wire/AttachedFile';
import type { Call } from '../bridge/wire/Call';
import type { CallableList } from '../bridge/wire/CallableList';
import type { CallList } from '../bridge/wire/CallList';
import type { ChannelList } from '../bridge/wire/ChannelList';
import type { ChannelPage } from '../bridge/wire/ChannelPage';
import type { DoorCard } from '../bridge/wire/DoorCard';
import type { InboxCard } from '../bridge/wire/InboxCard';
import type { Located } from '../bridge/wire/Located';
import type { LocatedGrid } from '../bridge/wire/LocatedGrid';
import type { MyGround } from '../bridge/wire/MyGround';
import type { Outcome } from '../bridge/wire/Outcome';
import type { Role } from '../bridge/wire/Role';
import type { SpeechList } from '../bridge/wire/SpeechList';
import type { Told } from '../bridge/wire/Told';
import type { Vector } from '../bridge/wire/Vector';

const DOOR = '/field/api';
/** Where files that stand beside words are handed in and out. */
export const FILES = `${DOOR}/file`;
/** A phone network may swallow a request without a word. */
const PATIENCE = 15_000;
/** In a call one waits no longer: what is asked then is asked again soon. */
const CALL_PATIENCE = 4_000;
/** A photo on a bad line takes its time. */
const PHOTO_PATIENCE = 180_000;
/** Waits between two tries to connect, in milliseconds; the last one repeats. */
export const PAUSES = [400, 1000, 2000, 4000, 8000, 15_000];
/** The desk beats every 15 s; a socket that is silent for longer is dead, whatever the system believes. */
const LONGEST_SILENCE = 40_000;
/** How the desk says that the token is no longer good. */
const NO_SEAT = 4401;

export type Link = 'connecting' | 'live' | 'lost';

/** Shows a one-time code; the token comes back as a cookie that no script can read. */
export async function pair(code: string, commandId: string): Promise<void> {
  const { role } = await post<{ role: Role }>('/pair', { code, command_id: commandId });
  if (role === 'field') return;
  const message = 'the code seats a browser at the desk, not a phone at a post';
  throw new CallFailed(failureFrom({ kind: 'refused', code: 'pairing.not_field', message }, message));
}

/** My post, my grid and my orders; with `since`, the vector of an inbox, perhaps only the orders that changed. */
export function inbox(since: Vector | null): Promise<InboxCard> {
  return post<InboxCard>('/ask', { question: { type: 'inbox', since } });
}

/** The groups that I read: my own first. */
export function channels(): Promise<ChannelList> {
  return post<ChannelList>('/ask', { question: { type: 'channels', scope: null, limit: 100 } });
}

/** What is said in a group, before a number or from the newest. */
export function channel(path: string, before: number | null, limit: number, text = ''): Promise<ChannelPage> {
  const question = { type: 'channel', channel: path, span: 'here', text, before, limit };
  return post<ChannelPage>('/ask', { question });
}

/** Whom I can call by name there. */
export function callable(path: string): Promise<CallableList> {
  return post<CallableList>('/ask', {
    question: { type: 'callable', channel: path, span: 'here', text: '', limit: 50 },
  });
}

/** My grid as a small map. */
export function myGround(): Promise<MyGround> {
  return post<MyGround>('/ask', { question: { type: 'my_ground' } });
}

/** The deepest grid at a position in degrees, longitude first, as far as it is mine; null where it is not. */
export async function gridAt(longitude: number, latitude: number): Promise<LocatedGrid | null> {
  const located = await post<Located>('/ask', { question: { type: 'locate', points: [[longitude, latitude]] } });
  return located.grids[0] ?? null;
}

/** Says something of an order; the same call again gets the first answer again. */
export function act(call: Call): Promise<Outcome> {
  return post<Outcome>('/act', call);
}

/** The same for some that wait together: each is done or fails by itself. */
export function actAll(calls: readonly Call[]): Promise<Answered[]> {
  return post<Answered[]>('/acts', calls);
}

/** Where a line of live sound is given and got: at a switchboard of its own machine, or at the media door. */
export async function media(line: string): Promise<string> {
  const own = `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}${DOOR}/media`;
  const here = `${own}?line=${encodeURIComponent(line)}`;
  try {
    return (await post<{ address: string | null }>('/switchboard', { line }, CALL_PATIENCE)).address ?? here;
  } catch (problem) {
    // A laptop's relay lets this question not through: its page goes by the desk, which leads it on.
    if (problem instanceof CallFailed && problem.failure.code === 'address.unknown') return here;
    throw problem;
  }
}

/** Who speaks live now, of whom I hear. */
export function speeches(): Promise<SpeechList> {
  return post<SpeechList>('/ask', { question: { type: 'speeches' } });
}

/** My live calls. */
export function calls(): Promise<CallList> {
  return post<CallList>('/ask', { question: { type: 'calls' } }, CALL_PATIENCE);
}

/** Where a phone gets the certificate of the store's own CA, if it needs one. */
export async function trustPage(): Promise<string | null> {
  const answer = await fetch(`${DOOR}/door`, { credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE) });
  return answer.ok ? ((await answer.json()) as DoorCard).trust : null;
}

/** Hands a photo in; the same command id is the same file. */
export function attach(photo: Blob, name: string, commandId: string): Promise<AttachedFile> {
  const asked = new URLSearchParams({ name, command_id: commandId });
  return send<AttachedFile>(`${FILES}?${asked}`, photo, 'application/octet-stream', PHOTO_PATIENCE);
}

function post<T>(path: string, body: unknown, patience = PATIENCE): Promise<T> {
  return send<T>(DOOR + path, JSON.stringify(body), 'application/json', patience);
}

async function send<T>(path: string, body: Blob | string, type: string, patience: number): Promise<T> {
  let response: Response;
  let value: unknown;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': type },
      credentials: 'same-origin',
      body,
      signal: AbortSignal.timeout(patience),
    });
    value = await response.text().then(parsed);
  } catch (cause) {
    throw unreachable(String(cause));
  }
  if (response.status === 401) throw new NotSeated();
  if (!response.ok) throw new CallFailed(failureFrom(value, `HTTP ${response.status}`));
  return value as T;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export type Listener = {
  /** The socket is open; what it will tell begins where the vector ends. */
  opened(): void;
  /** The desk cannot go on from our vector: ask anew for all that is shown. */
  anew(): void;
  /** Facts, each once. */
  told(news: Told): void;
  /** The socket closed or never opened; it tries again by itself. */
  lost(): void;
  /** The token is no longer good; nothing more will come. */
  ended(): void;
};

export type Line = {
  /** Tries now instead of when the pause is over. */
  hurry(): void;
  stop(): void;
};

/** Listens for what happens after `since`, through every cut, until stopped. */
export function listen(since: Vector, listener: Listener): Line {
  let seen: Vector = { ...since };
  let socket: WebSocket | null = null;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let stopped = false;

  const connect = (): void => {
    clearTimeout(pause);
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const mine = new WebSocket(
      `${scheme}//${location.host}${DOOR}/live?since=${encodeURIComponent(JSON.stringify(seen))}`,
    );
    socket = mine;
    const heard = (): void => {
      clearTimeout(watch);
      watch = setTimeout(() => gone(mine), LONGEST_SILENCE);
    };
    heard();
    mine.onopen = () => {
      if (mine !== socket) return;
      tries = 0;
      listener.opened();
    };
    mine.onmessage = (event: MessageEvent<unknown>) => {
      if (mine !== socket) return;
      heard();
      const frame = typeof event.data === 'string' ? parsed(event.data) : null;
      if (isHello(frame)) {
        seen = { ...frame.vector };
        listener.anew();
      } else if (isTold(frame) && frame.seq > (seen[frame.desk] ?? 0)) {
        seen[frame.desk] = frame.seq;
        listener.told(frame);
      }
    };
    mine.onclose = (event) => gone(mine, event.code);
  };

  const gone = (which: WebSocket, code?: number): void => {
    if (which !== socket || stopped) return;
    clearTimeout(watch);
    socket = null;
    which.close();
    if (code === NO_SEAT) {
      stopped = true;
      listener.ended();
      return;
    }
    pause = setTimeout(connect, PAUSES[Math.min(tries, PAUSES.length - 1)]);
    tries += 1;
    listener.lost();
  };

  connect();
  return {
    hurry: () => {
      if (!stopped && socket === null) connect();
    },
    stop: () => {
      stopped = true;
      clearTimeout(pause);
      clearTimeout(watch);
      socket?.close();
    },
  };
}

function isTold(frame: unknown): frame is Told {
  return typeof frame === 'object' && frame !== null && 'news' in frame && 'seq' in frame && 'desk' in frame;
}

function isHello(frame: unknown): frame is { type: 'hello'; vector: Vector } {
  return typeof frame === 'object' && frame !== null && 'type' in frame && frame.type === 'hello' && 'vector' in frame;
}
