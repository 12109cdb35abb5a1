import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Seeing, type Sight, seeOn } from './eye';
import type { Picture } from './picture';

/** The decoders that were made, and what each was given. */
let decoders: FakeDecoder[] = [];
let isSupported = true;
/** What waits to be drawn on the page. */
let drawings: (() => void)[] = [];

class FakeDecoder {
  static isConfigSupported = async () => ({ supported: isSupported });
  state = 'unconfigured';
  decodeQueueSize = 0;
  codec = '';
  given: string[] = [];
  ondequeue: (() => void) | null = null;
  constructor(readonly told: { output(frame: unknown): void; error(): void }) {
    decoders.push(this);
  }
  configure({ codec }: { codec: string }): void {
    this.state = 'configured';
    this.codec = codec;
  }
  decode({ type, timestamp }: { type: string; timestamp: number }): void {
    this.given.push(`${type} ${timestamp}`);
  }
  close(): void {
    this.state = 'closed';
  }
  shows(width = 640, height = 360) {
    const frame = { displayWidth: width, displayHeight: height, close: vi.fn() };
    this.told.output(frame);
    return frame;
  }
  breaks(): void {
    this.state = 'closed';
    this.told.error();
  }
}

const drawImage = vi.fn();
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  decoders = [];
  drawings = [];
  isSupported = true;
  drawImage.mockReset();
  vi.stubGlobal('VideoDecoder', FakeDecoder);
  vi.stubGlobal(
    'EncodedVideoChunk',
    class {
      constructor(chunk: object) {
        Object.assign(this, chunk);
      }
    },
  );
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => drawings.push(draw));
  vi.stubGlobal('cancelAnimationFrame', () => {});
});
afterEach(() => vi.unstubAllGlobals());

test('the newest picture is drawn, and each is given back', async () => {
  const { line, sights, canvas } = see();
  line.gives(key(1));
  await soon();
  const [late, now] = [decoders[0]?.shows(), decoders[0]?.shows()];
  expect(late?.close).toHaveBeenCalledTimes(1);
  expect(drawings).toHaveLength(1);
  for (const draw of drawings) draw();
  expect(drawImage).toHaveBeenCalledWith(now, 0, 0);
  expect(now?.close).toHaveBeenCalledTimes(1);
  expect([canvas.width, canvas.height]).toEqual([640, 360]);
  expect(sights.at(-1)).toEqual({ is: 'shown', width: 640, height: 360 });
});

test('nothing is decoded before a picture that needs none before it', async () => {
  const { line } = see();
  line.gives(delta(1), delta(2), key(3), delta(4));
  await soon();
  expect(decoders.map(({ given }) => given)).toEqual([['key 3', 'delta 4']]);
});

test('a decoder that breaks begins anew with the next such picture', async () => {
  const { line } = see();
  line.gives(key(1));
  await soon();
  decoders[0]?.breaks();
  line.gives(delta(2), key(3));
  await soon();
  expect(decoders.map(({ given }) => given)).toEqual([['key 1'], ['key 3']]);
});

test('a camera that changes what it sends is decoded as what it sends', async () => {
  const { line } = see();
  line.gives(key(1), key(2), key(3, '64'));
  await soon();
  expect(decoders.map(({ codec, given }) => [codec, given])).toEqual([
    ['avc1.42c00a', ['key 1', 'key 2']],
    ['avc1.64c00a', ['key 3']],
  ]);
});

test('what this machine cannot decode is said, and the line is let go', async () => {
  isSupported = false;
  const { line, sights } = see();
  line.gives(key(1));
  await soon();
  expect(sights.at(-1)).toEqual({ is: 'undecodable', codec: 'h264' });
  expect(line.ended).toBe(1);
});

test('a decoder that only ever breaks cannot decode it', async () => {
  const { line, sights } = see();
  for (let time = 1; time <= 4; time += 1) {
    line.gives(key(time));
    await soon();
    decoders.at(-1)?.breaks();
  }
  expect(decoders).toHaveLength(3);
  expect(sights.at(-1)).toEqual({ is: 'undecodable', codec: 'h264' });
});

test('a decoder that is behind is waited for, and not asked for more', async () => {
  const { line } = see();
  line.gives(key(1));
  await soon();
  const [decoder] = decoders;
  if (decoder === undefined) throw new Error('no decoder');
  decoder.decodeQueueSize = 7;
  line.gives(delta(2), delta(3));
  await soon();
  expect(decoder.given).toEqual(['key 1', 'delta 2']);
  decoder.decodeQueueSize = 6;
  decoder.ondequeue?.();
  await soon();
  expect(decoder.given).toEqual(['key 1', 'delta 2', 'delta 3']);
});

test('whoever stops sees no more, and holds nothing', async () => {
  const { line, sights, eye } = see();
  line.gives(key(1));
  await soon();
  const held = decoders[0]?.shows();
  eye.stop();
  const late = decoders[0]?.shows();
  expect([held?.close, late?.close].map((close) => close?.mock.calls.length)).toEqual([1, 1]);
  expect(decoders[0]?.state).toBe('closed');
  expect([line.ended, sights]).toEqual([1, [{ is: 'waiting' }]]);
});

test('a line that is over says so', async () => {
  const { line, sights } = see();
  line.gives(undefined);
  await soon();
  expect(sights.at(-1)).toEqual({ is: 'over' });
});

type Came = Awaited<ReturnType<Seeing['next']>>;

const key = (stamp: number, profile = '42'): Came => ({
  picture: h264(stamp, [0, 0, 1, 0x67, Number.parseInt(profile, 16), 0xc0, 0x0a, 1, 0, 0, 1, 0x65]),
  isKey: true,
});
const delta = (stamp: number): Came => ({ picture: h264(stamp, [0, 0, 1, 0x41]), isKey: false });
const h264 = (stamp: number, data: number[]): Picture => ({ stamp, codec: 'h264', data: Uint8Array.from(data) });

function see() {
  const waiting: Came[] = [];
  let wake = (): void => {};
  const line = {
    ended: 0,
    gives: (...came: Came[]): void => {
      waiting.push(...came);
      wake();
    },
    next: async (): Promise<Came> => {
      while (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return waiting.shift();
    },
    end: (): void => {
      line.ended += 1;
    },
  };
  const sights: Sight[] = [];
  const canvas = { width: 0, height: 0, getContext: () => ({ drawImage }) } as unknown as HTMLCanvasElement;
  const eye = seeOn(line, canvas, (sight) => sights.push(sight));
  return { line, sights, canvas, eye };
}
