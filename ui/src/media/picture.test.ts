import { expect, test } from 'vitest';
import { codecOf, type Picture, packed, unpacked } from './picture';

const bytes = (text: string): Uint8Array => Uint8Array.from(text.split(' '), (byte) => Number.parseInt(byte, 16));
const of = (codec: Picture['codec'], data: string): Picture => ({ stamp: 0, codec, data: bytes(data) });

test('what goes over the wire comes back, also from within a larger buffer', () => {
  const picture: Picture = { stamp: 1_763_798_400_123_456, codec: 'h265', data: bytes('00 00 01 40') };
  const payload = packed(picture);
  const within = new Uint8Array(payload.byteLength + 5);
  within.set(payload, 5);
  expect(unpacked(within.subarray(5))).toEqual(picture);
});

test('what is no picture that this page knows is none', () => {
  const empty = packed({ stamp: 0, codec: 'vp8', data: new Uint8Array() });
  const unknown = packed(of('vp8', '01'));
  unknown[8] = 9;
  for (const payload of [empty, unknown, empty.subarray(0, 8), new Uint8Array()]) expect(unpacked(payload)).toBeNull();
});

test('an H.264 key frame says its profile and level, wherever its parameters stand', () => {
  expect(codecOf(of('h264', '00 00 00 01 67 4d 40 1f 8d 00 00 01 68 ee 3c 80 00 00 01 65 88'))).toBe('avc1.4d401f');
  expect(codecOf(of('h264', '00 00 01 09 f0 00 00 01 67 42 c0 0a 8d'))).toBe('avc1.42c00a');
});

test('an H.265 key frame says its profile, tier and level, without the bytes that guard against start codes', () => {
  const sps = '00 00 00 01 42 01 01 01 60 00 00 03 00 90 00 00 03 00 00 03 00 5d a0 02';
  expect(codecOf(of('h265', sps))).toBe('hev1.1.6.L93.90');
});

test('a key frame without its parameters can not be decoded', () => {
  expect(codecOf(of('h264', '00 00 01 65 88 84'))).toBeNull();
  expect(codecOf(of('h264', '00 00 01 67 42'))).toBeNull();
  expect(codecOf(of('h265', '00 00 01 42 01 01 01'))).toBeNull();
  expect(codecOf(of('h264', 'ff'))).toBeNull();
});
