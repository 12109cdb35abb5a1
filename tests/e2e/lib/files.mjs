// A camera whose pictures lie in files (HLS): the film of `camera.mjs` in pieces of two seconds, as MPEG-TS or as
// fragmented MP4 (`tests/fixtures/camera/hls`), told of by a playlist that goes on for ever.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename } from 'node:path';

const FOLDER = new URL('../../fixtures/camera/hls/', import.meta.url);
/** How long the pieces are, in seconds; the film begins anew after the last. */
const LENGTHS = [2, 2, 2, 1];
const FILM = LENGTHS.reduce((sum, length) => sum + length, 0);
const WINDOW = 4;
const FORMATS = { ts: { ending: 'ts', head: '' }, mp4: { ending: 'm4s', head: '#EXT-X-MAP:URI="head.mp4"\n' } };

/**
 * Opens one. `login`: user and password that it wants (Basic); `format`: `ts` or `mp4`; `port`: where it stood before.
 * Gives `address`, `port`, how many are connected, and how to pull its plug.
 */
export async function files({ login = null, format = 'ts', port = 0 } = {}) {
  const { ending, head } = FORMATS[format];
  const on = Date.now();
  const sockets = new Set();
  const server = createServer(async ({ url, headers }, answer) => {
    if (login !== null && headers.authorization !== `Basic ${btoa(`${login.user}:${login.password}`)}`) {
      return answer.writeHead(401, { 'WWW-Authenticate': 'Basic realm="cam"' }).end();
    }
    const name = basename(url);
    if (name === 'live.m3u8') return answer.end(playlist((Date.now() - on) / 1000, ending, head));
    const number = Number.parseInt(name, 10);
    const file = name === 'head.mp4' ? name : `piece-${number % LENGTHS.length}.${ending}`;
    const bytes = await readFile(new URL(file, FOLDER)).catch(() => null);
    if (bytes === null) answer.writeHead(404).end();
    else answer.end(bytes);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stands = server.address().port;
  return {
    port: stands,
    address: `http://127.0.0.1:${stands}/live.m3u8`,
    lookers: () => sockets.size,
    unplug: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What is told so many seconds after it was switched on. */
function playlist(seconds, ending, head) {
  const ends = (piece) =>
    Math.floor(piece / LENGTHS.length) * FILM +
    LENGTHS.slice(0, (piece % LENGTHS.length) + 1).reduce((sum, length) => sum + length, 0);
  let newest = 0;
  while (ends(newest + 1) <= seconds + FILM) newest += 1;
  const first = Math.max(0, newest + 1 - WINDOW);
  const lines = [];
  for (let piece = first; piece <= newest; piece += 1) {
    if (piece % LENGTHS.length === 0) lines.push('#EXT-X-DISCONTINUITY');
    lines.push(`#EXTINF:${LENGTHS[piece % LENGTHS.length]}.0,`, `${piece}.${ending}`);
  }
  return `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${first}\n${head}${lines.join('\n')}\n`;
}
