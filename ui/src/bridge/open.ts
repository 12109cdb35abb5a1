import type { Bridge } from './bridge';
import { httpBridge } from './http';
import { windowBridge } from './window';

/** The bridge of the host that this page runs in. */
export const bridge: Bridge = '__TAURI_INTERNALS__' in window ? windowBridge() : httpBridge();

/** Takes a seat's one-time code out of the address, so that it is neither shown nor kept. */
export function takeSeatCode(): string | null {
  const address = new URL(location.href);
  const fragment = new URLSearchParams(address.hash.slice(1));
  const code = fragment.get('seat') ?? address.searchParams.get('code') ?? address.searchParams.get('seat');
  if (code === null) return null;
  fragment.delete('seat');
  address.searchParams.delete('code');
  address.searchParams.delete('seat');
  address.hash = fragment.toString();
  history.replaceState(null, '', address);
  return code;
}
