// What this browser keeps for the person in front of it: theme, language, how wide a dock is. A cookie, because it holds
// for a host whatever its port, and a desk may have another port at every start; storage beside it, because our own
// window has no cookies. Some browsers keep neither; then nothing is remembered.

/** Browsers keep no cookie for longer than 400 days. */
const DAYS = 400;

export function kept(key: string): string | null {
  return inCookie(key) ?? inStorage(key);
}

export function keep(key: string, value: string): void {
  const seconds = DAYS * 24 * 3600;
  if (globalThis.document) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not there in WebKit, nor without TLS
    document.cookie = `${key}=${encodeURIComponent(value)}; Path=/; Max-Age=${seconds}; SameSite=Strict`;
  }
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // Full or forbidden: the choice lasts as long as the page.
  }
}

function inCookie(key: string): string | null {
  const pairs = (globalThis.document?.cookie ?? '').split('; ');
  const found = pairs.find((pair) => pair.startsWith(`${key}=`))?.slice(key.length + 1);
  try {
    return found === undefined ? null : decodeURIComponent(found);
  } catch {
    // Written by another program on this host.
    return null;
  }
}

function inStorage(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}
