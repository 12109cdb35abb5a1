// A camera: RTSP over TCP from a recorded film, as many look at it as like. The film is a white square that passes from
// left to right over blue in seven seconds (`tests/fixtures/camera`), ten pictures a second, over and over.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const FILM = new URL('../../fixtures/camera/pattern.h264', import.meta.url);
/** Pictures in a second, and the ticks of the stream's clock. */
const RATE = 10;
const CLOCK = 90_000;
/** A packet's most, as over a network. */
const MOST = 1400;
const DELIMITER = 9;

/**
 * Opens one. `login`: user and password that it wants; `port`: where it stood before; `codec`: what it says it sends; `film`: another one, of H.264
 * in Annex B with delimiters, of `rate` pictures a second.
 * Gives `address`, `port`, how often somebody knocked, and how to pull its plug.
 */
export async function camera({ login = null, port = 0, codec = 'H264', film = FILM, rate = RATE } = {}) {
  const pictures = picturesOf(readFileSync(film));
  const sockets = new Set();
  const knocks = { count: 0 };
  const server = createServer((socket) => {
    knocks.count += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    serve(socket, { pictures, login, codec, rate });
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stands = server.address().port;
  return {
    port: stands,
    address: `rtsp://127.0.0.1:${stands}/1`,
    lookers: () => sockets.size,
    knocks: () => knocks.count,
    unplug: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve(socket, { pictures, login, codec, rate }) {
  let asked = '';
  let timer;
  const say = (status, number, headers = [], body = '') =>
    socket.write(
      [`RTSP/1.0 ${status}`, `CSeq: ${number}`, ...headers, `Content-Length: ${body.length}`, '', body].join('\r\n'),
    );
  const answer = (head) => {
    const [first, ...lines] = head.split('\r\n');
    const headers = Object.fromEntries(lines.map((line) => line.split(/:\s*/, 2)).map(([a, b]) => [a.toLowerCase(), b]));
    const [method, uri] = first.split(' ');
    const number = headers.cseq;
    const said = lines.find((line) => /^authorization:/i.test(line)) ?? '';
    if (login !== null && !knows(said, method, uri, login)) {
      return say('401 Unauthorized', number, ['WWW-Authenticate: Digest realm="cam", nonce="0a1b2c"']);
    }
    switch (method) {
      case 'DESCRIBE': {
        const body = [
          'v=0',
          'o=- 0 0 IN IP4 127.0.0.1',
          's=cam',
          't=0 0',
          'm=video 0 RTP/AVP 96',
          `a=rtpmap:96 ${codec}/90000`,
          'a=fmtp:96 packetization-mode=1',
          'a=control:t',
          '',
        ].join('\r\n');
        return say('200 OK', number, ['Content-Type: application/sdp'], body);
      }
      case 'SETUP':
        return say('200 OK', number, [
          'Session: 7;timeout=60',
          'Transport: RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=00000001',
        ]);
      case 'PLAY':
        say('200 OK', number, ['Session: 7']);
        timer = film(socket, pictures, rate);
        return;
      default:
        return say('200 OK', number, ['Session: 7', 'Public: DESCRIBE, SETUP, PLAY, OPTIONS']);
    }
  };
  socket.on('data', (bytes) => {
    asked += bytes.toString('latin1');
    for (;;) {
      const end = asked.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = asked.slice(0, end);
      asked = asked.slice(end + 4);
      answer(head);
    }
  });
  socket.on('close', () => clearInterval(timer));
}

/** Whether somebody knows the password: Digest, as cameras ask for it. */
function knows(said, method, uri, { user, password }) {
  const field = (name) => said.match(new RegExp(`${name}="([^"]*)"`))?.[1] ?? '';
  const hash = (text) => createHash('md5').update(text).digest('hex');
  const proof = hash(`${hash(`${user}:cam:${password}`)}:0a1b2c:${hash(`${method}:${field('uri') || uri}`)}`);
  return field('username') === user && field('response') === proof;
}

/** Sends the film from its beginning, for ever. */
function film(socket, pictures, rate) {
  let shown = 0;
  let number = 0;
  const send = (payload, isLast) => {
    const head = Buffer.alloc(16);
    head.write('$', 0);
    head.writeUInt16BE(12 + payload.length, 2);
    head[4] = 0x80;
    head[5] = isLast ? 0x80 | 96 : 96;
    head.writeUInt16BE(number & 0xffff, 6);
    head.writeUInt32BE(((shown * CLOCK) / rate) >>> 0, 8);
    head.writeUInt32BE(1, 12);
    number += 1;
    socket.write(Buffer.concat([head, payload]));
  };
  const next = () => {
    const units = pictures[shown % pictures.length];
    for (const [place, unit] of units.entries()) {
      const packets = [...packed(unit)];
      for (const [at, packet] of packets.entries()) {
        send(packet, place === units.length - 1 && at === packets.length - 1);
      }
    }
    shown += 1;
  };
  next();
  return setInterval(next, 1000 / rate);
}

/** A unit in packets: whole, or in parts (FU-A). */
function* packed(unit) {
  if (unit.length <= MOST) {
    yield unit;
    return;
  }
  for (let from = 1; from < unit.length; from += MOST) {
    const part = unit.subarray(from, from + MOST);
    const begins = from === 1 ? 0x80 : 0;
    const ends = from + MOST >= unit.length ? 0x40 : 0;
    yield Buffer.concat([Buffer.from([(unit[0] & 0xe0) | 28, begins | ends | (unit[0] & 0x1f)]), part]);
  }
}

/** The units of each picture, parted by what delimits the pictures. */
function picturesOf(bytes) {
  const starts = [];
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    if (bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1) starts.push(at);
  }
  const pictures = [];
  for (const [place, start] of starts.entries()) {
    let end = starts[place + 1] ?? bytes.length;
    while (bytes[end - 1] === 0) end -= 1;
    const unit = bytes.subarray(start + 3, end);
    if ((unit[0] & 0x1f) === DELIMITER) pictures.push([]);
    else pictures.at(-1)?.push(unit);
  }
  return pictures;
}
