// What stands in the form, and what it asks for.

import type { NetworkWish } from '../../bridge/wire/NetworkWish';

/** The page with the certificate takes the port after the door's, so the very last is no choice. */
export const LAST_PORT = 65534;

export type Form = {
  port: number | null;
  names: string;
  isSite: boolean;
  certificate: string;
  key: string;
  again: boolean;
};

/** The form as a wish leaves it. */
export function formOf({ port, names, site, again }: NetworkWish): Form {
  return {
    port,
    names: names.join(' '),
    isSite: site !== null,
    certificate: site?.certificate ?? '',
    key: site?.key ?? '',
    again,
  };
}

/** What the form asks for; none while it is not whole. */
export function wishOf({ port, names, isSite, certificate, key, again }: Form): NetworkWish | null {
  if (port === null) return null;
  const site = isSite ? { certificate: certificate.trim(), key: key.trim() } : null;
  if (site !== null && (site.certificate === '' || site.key === '')) return null;
  const listed = names.split(/[\s,，、;；]+/).filter((name) => name !== '');
  return { port, names: listed, site, again };
}
