// Files that outlive a closed page: photos that the desk has not taken yet, and what stands beside one's orders. They
// are too large for the storage that holds the rest. Browsers give a database to pages without trust, too.

const NAME = 'wutu.field';
const STORES = ['outgoing', 'kept'] as const;

/** Photos on their way, by `COMMAND/0`; files of orders, by their hash. */
export type Store = (typeof STORES)[number];

let opening: Promise<IDBDatabase> | null = null;
/** What the browser would not keep; it lives as long as the page. */
const unkept = new Map<string, Blob>();

/** Puts a file where it outlives the page; whether it is really there. */
export async function put(store: Store, key: string, file: Blob): Promise<boolean> {
  try {
    // Some browsers keep bytes where they lose a blob.
    const bytes = await file.arrayBuffer();
    await done(await open(), store, 'readwrite', (all) => all.put({ bytes, type: file.type }, key));
    return true;
  } catch {
    unkept.set(`${store} ${key}`, file);
    return false;
  }
}

/** A file that was put there; null where it is not. */
export async function get(store: Store, key: string): Promise<Blob | null> {
  const held = unkept.get(`${store} ${key}`);
  if (held) return held;
  try {
    const found: unknown = await done(await open(), store, 'readonly', (all) => all.get(key));
    return isKept(found) ? new Blob([found.bytes], { type: found.type }) : null;
  } catch {
    return null;
  }
}

export async function keys(store: Store): Promise<string[]> {
  try {
    const found = await done(await open(), store, 'readonly', (all) => all.getAllKeys());
    return found.map(String);
  } catch {
    return [];
  }
}

export async function drop(store: Store, key: string): Promise<void> {
  unkept.delete(`${store} ${key}`);
  try {
    await done(await open(), store, 'readwrite', (all) => all.delete(key));
  } catch {
    // What was never kept need not go.
  }
}

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      for (const store of STORES) asked.result.createObjectStore(store);
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  // A database that did not open may open next time.
  opening.catch(() => {
    opening = null;
  });
  return opening;
}

/** One act in a transaction of its own; it counts once the transaction is over. */
function done<T>(
  database: IDBDatabase,
  store: Store,
  mode: IDBTransactionMode,
  act: (all: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const asked = act(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

function isKept(found: unknown): found is { bytes: ArrayBuffer; type: string } {
  return typeof found === 'object' && found !== null && 'bytes' in found && found.bytes instanceof ArrayBuffer;
}
