// A ZIP archive of files that are packed already (PDF, PNG): stored as they are, names in UTF-8.

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Names are UTF-8. */
const UTF8 = 1 << 11;
const VERSION = 20;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum >>> 0;
});

/** CRC-32 as ZIP has it. */
export function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (TABLE[(sum ^ byte) & 0xff] ?? 0);
  return ~sum >>> 0;
}

/** Files one after the other; far below the 4 GiB and 65,535 files at which the format would change. */
export class Archive {
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #directory: Uint8Array<ArrayBuffer>[] = [];
  #size = 0;

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  get isEmpty(): boolean {
    return this.#directory.length === 0;
  }

  add(name: string, content: Uint8Array<ArrayBuffer>, at: Date = new Date()): void {
    const named = new TextEncoder().encode(name);
    // What stands in both headers: version, flags, stored, time, day, checksum, sizes, length of the name, no more.
    const about = (view: DataView, from: number): void => {
      view.setUint16(from, VERSION, true);
      view.setUint16(from + 2, UTF8, true);
      view.setUint16(from + 6, (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1), true);
      view.setUint16(from + 8, ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate(), true);
      view.setUint32(from + 10, crc32(content), true);
      view.setUint32(from + 14, content.length, true);
      view.setUint32(from + 18, content.length, true);
      view.setUint16(from + 22, named.length, true);
    };
    const local = header(30, LOCAL, (view) => about(view, 4));
    const central = header(46, CENTRAL, (view) => {
      view.setUint16(4, VERSION, true);
      about(view, 6);
      view.setUint32(42, this.#size, true);
    });
    this.#parts.push(local, named, content);
    this.#directory.push(central, named);
    this.#size += local.length + named.length + content.length;
  }

  /** The archive as it stands. */
  finish(): Blob {
    const length = this.#directory.reduce((sum, part) => sum + part.length, 0);
    const count = this.#directory.length / 2;
    const end = header(22, END, (view) => {
      view.setUint16(8, count, true);
      view.setUint16(10, count, true);
      view.setUint32(12, length, true);
      view.setUint32(16, this.#size, true);
    });
    return new Blob([...this.#parts, ...this.#directory, end], { type: 'application/zip' });
  }
}

function header(length: number, signature: number, fill: (view: DataView) => void): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  fill(view);
  return bytes;
}
