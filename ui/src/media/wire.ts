// The media door: Media over QUIC over a WebSocket. What is spoken goes out as a line by its name, what others speak comes
// in by theirs; the desk says each time whether this seat may. Loaded when somebody first speaks or hears.

import { Broadcast, Connection, Path, Time } from '@moq/net';
import Session from '@moq/qmux';

/** The wire's version: the desk speaks this one. */
const ALPN = 'moq-lite-04';
/** The track of a line that carries sound. */
const SOUND = 'sound';
/** Before each packet: when it was spoken, in microseconds. */
const STAMP = 8;

/** A line that this page gives. */
export type Giving = {
  /** Gives a packet that was spoken at `at`, in milliseconds of this page's clock. */
  give(packet: Uint8Array, at: number): void;
  /** Lets go: what was given goes out first. */
  end(): void;
  /** Settles when the line is no longer taken, for whatever reason. */
  over: Promise<void>;
};

/** A line that this page gets. */
export type Getting = {
  /** The next packet; undefined when the line is over. */
  next(): Promise<Uint8Array | undefined>;
  end(): void;
};

/** Gives a line; fails where the door does not open. */
export async function giveLine(door: string, line: string): Promise<Giving> {
  const session = await open(door);
  const broadcast = new Broadcast.Producer();
  const sound = broadcast.createTrack(SOUND);
  session.publish(Path.from(line), broadcast);
  return {
    give: (packet, at) => {
      const payload = new Uint8Array(STAMP + packet.byteLength);
      new DataView(payload.buffer).setBigUint64(0, BigInt(Math.round(at * 1000)));
      payload.set(packet, STAMP);
      sound.writeFrame({ payload, timestamp: Time.Timestamp.fromMillis(at) });
    },
    end: () => {
      // A stamp without a packet says so at once; a track's own end is told only with the connection's.
      sound.writeFrame({ payload: new Uint8Array(STAMP), timestamp: Time.Timestamp.now() });
      sound.close();
      // It has to be on its way before the door falls shut.
      setTimeout(() => {
        broadcast.close();
        session.close();
      }, LAST_WORDS);
    },
    over: session.closed,
  };
}

/** Gets a line; fails where the door does not open or the line is not for this seat. */
export async function getLine(door: string, line: string): Promise<Getting> {
  const session = await open(door);
  const broadcast = session.consume(Path.from(line));
  const sound = broadcast.subscribe(SOUND);
  return {
    next: async () => (await sound.readFrame())?.payload.subarray(STAMP),
    end: () => {
      sound.close();
      broadcast.close();
      session.close();
    },
  };
}

/** What is on its way out has so long, in milliseconds. */
const LAST_WORDS = 2000;

/** Over a WebSocket alone: the window's engine has no WebTransport, and the desk none either. */
async function open(door: string): Promise<Connection.Established> {
  const session = new Session(door, { protocols: [ALPN], versions: { [ALPN]: null } });
  await session.ready;
  return Connection.connect(new URL(door), { transport: session });
}
