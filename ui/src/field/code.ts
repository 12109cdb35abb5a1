// Pairing codes as people type them: eight letters and digits, a hyphen in the middle.

export const CODE_LENGTH = 8;

/** What counts in what was typed. */
export function plainCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[^0-9a-z]/gi, '')
    .toUpperCase()
    .slice(0, CODE_LENGTH);
}

/** `k7mq2rxa` as `K7MQ-2RXA`. */
export function spelled(typed: string): string {
  const plain = plainCode(typed);
  return plain.length > 4 ? `${plain.slice(0, 4)}-${plain.slice(4)}` : plain;
}

/** Takes the code out of the address, so that it is neither shown nor kept in the history. What else the address names stays. */
export function takeCode(): string | null {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const code = fragment.get('code');
  if (code === null) return null;
  fragment.delete('code');
  history.replaceState(null, '', fragment.size > 0 ? `#${fragment}` : location.pathname);
  return code;
}
