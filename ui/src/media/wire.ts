// The media door: Media over QUIC over a WebSocket. What is spoken goes out as a line by its name, what others speak comes
// in by theirs; the desk says each time whether this seat may. Loaded when somebody first speaks or hears.

import { Broadcast, Connection, type Group, Path, Time, type Track } from '@moq/net';
import Session from '@moq/qmux';
import type { Seeing } from './eye';
import { isLast, type Picture, packed, unpacked } from './picture';

/** The wire's version: the desk speaks this one. */
const ALPN = 'moq-lite-04';
/** The track of a line that carries sound. */
const SOUND = 'sound';
/** The tracks of a line that carry pictures: as they are, and the same made small. Whoever looks asks for one of them. */
const SIZES = ['picture', 'small'] as const;
export type PictureSize = (typeof SIZES)[number];
/** What is held back in this page while the socket's own buffer is full, in bytes: little, for what waits is late. */
const HELD_BACK = 16 << 10;
/** So long what was shown may still go out, in milliseconds. */
const LATEST = 500;
/** The desk's word where it has cut off a connection over which too much came. */
const TOO_MUCH = 1008;
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

/** Pictures that this page gives. */
export type Showing = {
  /** Which of them somebody asks for now; null: nobody looks. */
  asked(): PictureSize | null;
  /** How much has not gone out yet, in bytes. */
  waiting(): number;
  /** Gives one to whoever asks; `isKey`: it needs none before it. */
  show(picture: Picture, isKey: boolean): void;
  /** Whoever looks gets nothing more of what was begun: the next needs none before it. */
  cut(): void;
  end(): void;
  /** Settles when the line is no longer taken: because the network is gone, or because too much came over it. */
  over: Promise<'line' | 'too_much'>;
};

/** Somebody else's pictures, as often as one asks for them. */
export type Watching = {
  see(size: PictureSize): Seeing;
  end(): void;
  /** Settles when the door is shut. */
  over: Promise<void>;
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
  const watching = await watchLine(door, line);
  const { next, end } = watching.see('picture');
  return {
    next,
    end: () => {
      end();
      watching.end();
    },
  };
}

/** Looks at a line again and again over one connection; fails where the door does not open. */
export async function watchLine(door: string, line: string): Promise<Watching> {
  const session = await open(door);
  return {
    see: (size) => {
      const broadcast = session.consume(Path.from(line));
      const track = broadcast.subscribe(size);
      return {
        next: picturesOf(track),
        end: () => {
          track.close();
          broadcast.close();
        },
      };
    },
    end: () => session.close(),
    over: session.closed,
  };
}

/** Shows pictures on a line of their own; fails where the door does not open. */
export async function giveLineOfPictures(door: string, line: string): Promise<Showing> {
  // Only the socket itself says how much waits.
  const socket = new WebSocket(door, SUBPROTOCOLS);
  const cut = new Promise<'line' | 'too_much'>((settle) => {
    socket.addEventListener('close', ({ code }) => settle(code === TOO_MUCH ? 'too_much' : 'line'));
  });
  const session = await joined(door, socket, { sendBufferSize: HELD_BACK });
  const broadcast = new Broadcast.Producer();
  const tracks = SIZES.map((size) => broadcast.createTrack(size, { latencyMax: LATEST }));
  session.publish(Path.from(line), broadcast);
  let group: Group.Producer | null = null;
  const leave = (): void => {
    group?.close();
    group = null;
  };
  const asked = () => tracks.find((track) => track.used.peek());
  return {
    asked: () => SIZES.find((size) => size === asked()?.name) ?? null,
    waiting: () => socket.bufferedAmount,
    show: (picture, isKey) => {
      if (isKey) {
        leave();
        group = asked()?.appendGroup() ?? null;
      }
      group?.writeFrame({ payload: packed(picture), timestamp: Time.Timestamp.now() });
    },
    cut: leave,
    end: () => {
      leave();
      broadcast.close();
      session.close();
    },
    over: cut,
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
        if (frame && isLast(frame.payload)) return undefined;
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

type SocketOfSession = Exclude<ConstructorParameters<typeof Session>[0], string | URL>;

/** What a socket is asked to speak: the transport's version before that of the wire. */
const SUBPROTOCOLS = ['qmux-01', 'qmux-00'].map((transport) => `${transport}.${ALPN}`);

/** Over a WebSocket alone: the window's engine has no WebTransport, and the desk none either. */
function open(door: string): Promise<Connection.Established> {
  return joined(door, new WebSocket(door, SUBPROTOCOLS));
}

/** The socket is one that this page opens: left to itself the transport takes Chromium's `WebSocketStream`, and pages of
 * Chromium 156 crashed then when their desk was killed in the middle of a call. */
async function joined(
  door: string,
  socket: WebSocket,
  options: ConstructorParameters<typeof Session>[1] = {},
): Promise<Connection.Established> {
  // The browser's own type is narrower in what it takes than the transport's, which gives it nothing else.
  const session = new Session(socket as SocketOfSession, options);
  // One that does not answer is gone: the desk names another.
  const late = setTimeout(() => session.close(), PATIENCE);
  await session.ready.finally(() => clearTimeout(late));
  return Connection.connect(new URL(door), { transport: session });
}
