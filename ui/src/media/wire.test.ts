import { Time, Track } from '@moq/net';
import { expect, test } from 'vitest';
import { packed } from './picture';
import { picturesOf } from './wire';

const at = (stamp: number) => ({
  payload: packed({ stamp, codec: 'vp8', data: Uint8Array.of(1) }),
  timestamp: Time.Timestamp.now(),
});

test('pictures come group by group, the first of each being one that needs none before it', async () => {
  const track = new Track.Producer('picture');
  const next = picturesOf(track.subscribe());
  for (const stamps of [[1, 2, 3], [4, 5], [6]]) {
    const group = track.appendGroup();
    for (const stamp of stamps) group.writeFrame(at(stamp));
    group.close();
  }
  const came = [];
  for (let count = 0; count < 6; count += 1) came.push(await next());
  expect(came.map((one) => [one?.picture.stamp, one?.isKey])).toEqual([
    [1, true],
    [2, false],
    [3, false],
    [4, true],
    [5, false],
    [6, true],
  ]);
  track.close();
  expect(await next()).toBeUndefined();
});

test('a page that fell behind goes on with what is new', async () => {
  const track = new Track.Producer('picture');
  const next = picturesOf(track.subscribe());
  const old = track.appendGroup();
  for (let stamp = 0; stamp < 40; stamp += 1) old.writeFrame(at(stamp));
  expect((await next())?.picture.stamp).toBe(0);
  old.close();
  track.appendGroup().writeFrame(at(100));
  expect((await next())?.picture.stamp).toBe(100);
});

test('what is built on a frame that this page does not know is left out with it', async () => {
  const track = new Track.Producer('picture');
  const next = picturesOf(track.subscribe());
  const strange = track.appendGroup();
  strange.writeFrame(at(1));
  strange.writeFrame({ payload: Uint8Array.of(7), timestamp: Time.Timestamp.now() });
  strange.writeFrame(at(3));
  strange.close();
  track.appendGroup().writeFrame(at(9));
  expect([(await next())?.picture.stamp, (await next())?.picture.stamp]).toEqual([1, 9]);
});

test('a line says that there are no more, though its connection stands', async () => {
  const track = new Track.Producer('picture');
  const next = picturesOf(track.subscribe());
  const group = track.appendGroup();
  group.writeFrame(at(1));
  group.close();
  track.appendGroup().writeFrame({ payload: new Uint8Array(9), timestamp: Time.Timestamp.now() });
  expect((await next())?.picture.stamp).toBe(1);
  expect(await next()).toBeUndefined();
});
