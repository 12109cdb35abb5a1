/** A UUID of version 7: sorted by time, random in the rest. */
export function uuid7(
  now: number = Date.now(),
  random: Uint8Array = crypto.getRandomValues(new Uint8Array(10)),
): string {
  const time = Math.floor(now).toString(16).padStart(12, '0').slice(-12);
  const rest = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = ((random[2] ?? 0) & 0x3f) | 0x80;
  return [
    time.slice(0, 8),
    time.slice(8, 12),
    `7${rest.slice(1, 4)}`,
    `${variant.toString(16).padStart(2, '0')}${rest.slice(6, 8)}`,
    rest.slice(8, 20),
  ].join('-');
}
