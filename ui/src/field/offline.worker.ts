// The field page without a network: its document and the files that it names are kept, so that a phone that was cut
// off opens what it has. Orders and answers are the page's own to keep; nothing of the desk's goes through here.

type Awaiting = Event & { waitUntil(done: Promise<unknown>): void };
type Asking = Awaiting & { request: Request; respondWith(answer: Promise<Response>): void };
type Scope = {
  addEventListener(type: 'install' | 'activate', listener: (event: Awaiting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asking) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

const worker = self as unknown as Scope;
const SHELF = 'wutu.field';
const PAGE = '/field';
/** A phone network may swallow a request without a word, in milliseconds. */
const PATIENCE = 5000;

worker.addEventListener('install', (event) => {
  event.waitUntil(fetch(PAGE, { cache: 'no-cache' }).then(keep).then(worker.skipWaiting.bind(worker)));
});

worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin !== location.origin || event.request.method !== 'GET') return;
  if (event.request.mode === 'navigate' && pathname === PAGE) event.respondWith(page(event));
  else if (pathname.startsWith('/assets/')) event.respondWith(file(event.request));
});

/** The page of the desk, or the one that was kept. */
async function page(event: Asking): Promise<Response> {
  try {
    const answer = await fetch(PAGE, { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) event.waitUntil(keep(answer.clone()));
    return answer;
  } catch (cause) {
    const kept = await caches.match(PAGE);
    if (kept) return kept;
    throw cause;
  }
}

/** Files carry a hash in their names, so the one that was kept is the right one. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** Keeps a page once all that it names is kept, and only then lets go of what an older one named. */
async function keep(answer: Response): Promise<void> {
  if (!answer.ok) throw new Error(`${PAGE}: HTTP ${answer.status}`);
  const named = [...(await answer.clone().text()).matchAll(/"(\/assets\/[^"]+)"/g)].map((hit) => hit[1] ?? '');
  const shelf = await caches.open(SHELF);
  const before = await shelf.keys();
  const missing = named.filter((path) => !before.some(({ url }) => new URL(url).pathname === path));
  await shelf.addAll(missing);
  await shelf.put(PAGE, answer);
  const wanted = new Set([PAGE, ...named]);
  for (const request of before) if (!wanted.has(new URL(request.url).pathname)) await shelf.delete(request);
}
