// The media door: Media over QUIC over a WebSocket. What is spoken goes out as a line by its name, what others speak comes
// in by theirs; the desk says each time whether this seat may. Loaded when somebody first speaks or hears.

import { Broadcast, Connection, type Group, Path, Time, type Track } from '@moq/net';
import Session from '@moq/qmux';
import type { Seeing } from './eye';
import { unpacked } from './picture';

/** The wire's version: the desk speaks this one. */
const ALPN = 'moq-lite-04';
/** The track of a line that carries sound. */
const SOUND = 'sound';
/** The track of a line that carries pictures. */
const PICTURE = 'picture';
/** A page that is this many pictures behind goes on with the next that needs none before it. */
const MOST_BEHIND = 12;
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

/** Gets the pictures of a line; fails where the door does not open. Where the line is not for this seat, it is over. */
export async function getPictures(door: string, line: string): Promise<Seeing> {
  const session = await open(door);
  const broadcast = session.consume(Path.from(line));
  return {
    next: picturesOf(broadcast.subscribe(PICTURE)),
    end: () => {
      broadcast.close();
      session.close();
    },
  };
}

/** The pictures of a track, one after the other; those of a group that was left behind are left out. */
export function picturesOf(track: Pick<Track.Subscriber, 'nextGroup' | 'latest'>): Seeing['next'] {
  let group: Group.Consumer | undefined;
  /** Of the group: how many were read. */
  let read = 0;
  const leave = (): void => {
    group?.close();
    group = undefined;
    read = 0;
  };
  return async () => {
    for (;;) {
      group ??= await track.nextGroup();
      if (group === undefined) return undefined;
      const isOld = (track.latest() ?? 0) > group.sequence;
      if (isOld && group.frameCount - read > MOST_BEHIND) leave();
      else {
        const frame = await group.readFrameSequence().catch(() => undefined);
        const picture = frame && unpacked(frame.payload);
        if (frame === undefined) leave();
        // What this page does not know, and all that is built on it, is nothing to it.
        else if (picture === null || picture === undefined || frame.sequence !== read) leave();
        else {
          read += 1;
          return { picture, isKey: frame.sequence === 0 };
        }
      }
    }
  };
}

/** A door that does not open within this is shut, in milliseconds. */
const PATIENCE = 3000;
/** What is on its way out has so long, in milliseconds. */
const LAST_WORDS = 2000;

/** Over a WebSocket alone: the window's engine has no WebTransport, and the desk none either. */
async function open(door: string): Promise<Connection.Established> {
  const session = new Session(door, { protocols: [ALPN], versions: { [ALPN]: null } });
  // One that does not answer is gone: the desk names another.
  const late = setTimeout(() => session.close(), PATIENCE);
  await session.ready.finally(() => clearTimeout(late));
  return Connection.connect(new URL(door), { transport: session });
}
