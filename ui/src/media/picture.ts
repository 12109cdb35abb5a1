// What a line carries in its track of pictures: each frame with its time and its codec; the first of a group needs none
// before it.

/** The codecs by their numbers on the wire. Those of H.26x come as Annex B, with their parameter sets before a key frame. */
const CODECS = ['h264', 'h265', 'vp8', 'vp9'] as const;
export type PictureCodec = (typeof CODECS)[number];

/** Before each frame: when it was taken, in microseconds, then its codec. */
const STAMP = 8;
const HEAD = STAMP + 1;

export type Picture = {
  /** In microseconds of the giver's clock. */
  stamp: number;
  codec: PictureCodec;
  /** The encoded frame. */
  data: Uint8Array;
};

/** As it goes over the wire. */
export function packed({ stamp, codec, data }: Picture): Uint8Array {
  const payload = new Uint8Array(HEAD + data.byteLength);
  new DataView(payload.buffer).setBigUint64(0, BigInt(Math.max(0, Math.round(stamp))));
  payload[STAMP] = CODECS.indexOf(codec);
  payload.set(data, HEAD);
  return payload;
}

/** Whether this is the word that there are no more. */
export const isLast = (payload: Uint8Array): boolean => payload.byteLength === HEAD;

/** As it came over the wire; null: it is none that this page knows. */
export function unpacked(payload: Uint8Array): Picture | null {
  const codec = CODECS[payload[STAMP] ?? CODECS.length];
  if (codec === undefined || payload.byteLength === HEAD) return null;
  const stamp = Number(new DataView(payload.buffer, payload.byteOffset).getBigUint64(0));
  return { stamp, codec, data: payload.subarray(HEAD) };
}

/** What a decoder is told of a key frame (RFC 6381); null: it says too little of itself to be decoded. */
export function codecOf({ codec, data }: Picture): string | null {
  switch (codec) {
    case 'h264':
      return h264(data);
    case 'h265':
      return h265(data);
    case 'vp8':
      return 'vp8';
    case 'vp9':
      return 'vp09.00.41.08';
  }
}

const H264_SPS = 7;
const H265_SPS = 33;

function h264(data: Uint8Array): string | null {
  for (const unit of units(data)) {
    if (((unit[0] ?? 0) & 0x1f) === H264_SPS && unit.byteLength > 3) return `avc1.${hex(unit.subarray(1, 4))}`;
  }
  return null;
}

/** ISO/IEC 14496-15, annex E.3: profile, compatibility, tier and level, constraints. */
function h265(data: Uint8Array): string | null {
  for (const unit of units(data)) {
    if ((((unit[0] ?? 0) >> 1) & 0x3f) !== H265_SPS) continue;
    const said = unescaped(unit).subarray(3, 15);
    const [profile, level] = [said[0], said[11]];
    if (profile === undefined || level === undefined) return null;
    const space = ['', 'A', 'B', 'C'][profile >> 6] ?? '';
    const tier = (profile & 0x20) === 0 ? 'L' : 'H';
    const constraints = [...said.subarray(5, 11)];
    while (constraints.at(-1) === 0) constraints.pop();
    return [
      `hev1.${space}${profile & 0x1f}`,
      reversed(new DataView(said.buffer, said.byteOffset).getUint32(1)).toString(16).toUpperCase(),
      `${tier}${level}`,
      ...constraints.map((byte) => byte.toString(16).toUpperCase()),
    ].join('.');
  }
  return null;
}

/** The units of an Annex B stream, each without its start code. */
function* units(data: Uint8Array): Generator<Uint8Array> {
  let from = -1;
  for (let at = 0; at + 2 < data.byteLength; at += 1) {
    if (data[at] !== 0 || data[at + 1] !== 0 || data[at + 2] !== 1) continue;
    if (from >= 0) yield data.subarray(from, at);
    from = at + 3;
    at += 2;
  }
  if (from >= 0) yield data.subarray(from);
}

/** Without the bytes that keep a start code from showing inside a unit. */
function unescaped(unit: Uint8Array): Uint8Array {
  return unit.filter((byte, at) => byte !== 3 || at < 2 || unit[at - 1] !== 0 || unit[at - 2] !== 0);
}

function reversed(bits: number): number {
  let turned = 0;
  for (let bit = 0; bit < 32; bit += 1) turned = (turned * 2 + ((bits >>> bit) & 1)) >>> 0;
  return turned;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
