// Files that the desk or the page makes, handed on to the browser's own downloads.

/** How long a browser may take to begin with a file that it was handed, in milliseconds. */
const HANDED = 60_000;

/** Keeps a table as any download; its name. The mark in front tells spreadsheets that it is UTF-8. */
export function keepTable(name: string, text: string): string {
  const plain = name.replace(/[\\/:*?"<>|]/g, ' ');
  keep(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }), plain);
  return plain;
}

/** Keeps a file as any download. */
export function keep(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), HANDED);
}

/** The name in `attachment; filename*=UTF-8''…` (RFC 8187). */
export function nameIn(disposition: string | null): string {
  const escaped = disposition?.split("filename*=UTF-8''")[1];
  return escaped ? decodeURIComponent(escaped) : 'sheet';
}
