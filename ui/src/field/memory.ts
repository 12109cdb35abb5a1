// What outlives a closed page: the last inbox, and what the desk has not answered yet. Two tabs share it, so it is
// read anew before every change.

import type { InboxCard } from '../bridge/wire/InboxCard';
import type { MyGround } from '../bridge/wire/MyGround';
import type { Wish } from './callback';
import type { KeptTalk } from './talk';
import type { Waiting } from './waiting';

const CARD = 'wutu.field.inbox';
const PENDING = 'wutu.field.pending';
const WISH = 'wutu.field.call';
const TALK = 'wutu.field.talk';
const GROUND = 'wutu.field.ground';

/** The ground of a post. */
export type KeptGround = { post: string; ground: MyGround };
export type Kept = { card: InboxCard; asOf: number };

export class Memory {
  readonly #store: Storage;
  /** What the browser would not keep; it lives as long as the page. */
  #unkept: Waiting[] = [];

  constructor(store: Storage) {
    this.#store = store;
  }

  kept(): Kept | null {
    return this.#read<Kept | null>(CARD, null);
  }

  /** Returns whether it is really there now: only then may the page say "delivered". */
  keep(kept: Kept): boolean {
    return this.#write(CARD, kept);
  }

  forgetCard(): void {
    this.#store.removeItem(CARD);
    this.#store.removeItem(TALK);
    this.#store.removeItem(GROUND);
  }

  pending(): Waiting[] {
    return [...this.#read<Waiting[]>(PENDING, []), ...this.#unkept];
  }

  add(act: Waiting): boolean {
    const isKept = this.#write(PENDING, [...this.#read<Waiting[]>(PENDING, []), act]);
    if (!isKept) this.#unkept.push(act);
    return isKept;
  }

  /** Puts an act in the place of the one with the same id. */
  change(act: Waiting): boolean {
    const isHeld = this.#unkept.some(({ id }) => id === act.id);
    const changed = (acts: Waiting[]): Waiting[] => acts.map((one) => (one.id === act.id ? act : one));
    this.#unkept = changed(this.#unkept);
    return isHeld ? false : this.#write(PENDING, changed(this.#read<Waiting[]>(PENDING, [])));
  }

  drop(id: string): void {
    const others = (acts: Waiting[]): Waiting[] => acts.filter((act) => act.id !== id);
    this.#unkept = others(this.#unkept);
    this.#write(PENDING, others(this.#read<Waiting[]>(PENDING, [])));
  }

  /** The call that was asked for and that the desk has not answered yet. */
  wish(): Wish | null {
    return this.#read<Wish | null>(WISH, null);
  }

  /** Keeps it, or lets it go; whether it is really there now. */
  keepWish(wish: Wish | null): boolean {
    return this.#write(WISH, wish);
  }

  /** The last of my group, as the desk told it. */
  talk(): KeptTalk | null {
    return this.#read<KeptTalk | null>(TALK, null);
  }

  /** Keeps it; whether it is really there now. */
  keepTalk(talk: KeptTalk): boolean {
    return this.#write(TALK, talk);
  }

  /** My grid as a small map, as the desk told it last. */
  ground(): KeptGround | null {
    return this.#read<KeptGround | null>(GROUND, null);
  }

  /** Keeps it; whether it is really there now. */
  keepGround(ground: KeptGround): boolean {
    return this.#write(GROUND, ground);
  }

  #read<T>(key: string, otherwise: T): T {
    try {
      const text = this.#store.getItem(key);
      return text === null ? otherwise : (JSON.parse(text) as T);
    } catch {
      return otherwise;
    }
  }

  #write(key: string, value: unknown): boolean {
    try {
      const text = JSON.stringify(value);
      this.#store.setItem(key, text);
      return this.#store.getItem(key) === text;
    } catch {
      return false;
    }
  }
}

/** The browser's own storage, or one for as long as the page lives where the browser gives none. */
export function browserStorage(): Storage {
  try {
    return window.localStorage;
  } catch {
    return new Forgetful();
  }
}

/** Keeps nothing and says so: writing fails, as in a full storage. */
class Forgetful implements Storage {
  readonly length = 0;
  clear(): void {}
  getItem(): null {
    return null;
  }
  key(): null {
    return null;
  }
  removeItem(): void {}
  setItem(): void {
    throw new DOMException('no storage', 'QuotaExceededError');
  }
}
