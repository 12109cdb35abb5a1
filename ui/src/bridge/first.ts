// What the window is asked at a first start. Each goes on as another program and ends this one.

import { command } from './command';

/** The demonstration district, or the page that names a centre. */
export function goOnAs(what: 'demonstration' | 'field'): Promise<void> {
  return command<void>('go_on_as', { what });
}

/** A new store where a person wants it; nothing, where he wants none after all. */
export function newStore(title: string): Promise<void> {
  return command<void>('new_store', { title });
}

/** A store that a person chooses; nothing, where he chooses none. */
export function openStore(title: string): Promise<void> {
  return command<void>('open_store', { title });
}
