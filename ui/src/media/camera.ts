// The camera: lent to a page when its person presses for it, and given back when he presses again.

/** Which camera of a phone; a machine with one has that. */
export type Facing = 'user' | 'environment';

export type Camera = {
  facing: Facing;
  stream: MediaStream;
  /** What it sees, playing, wherever else it is shown. */
  video: HTMLVideoElement;
  stop(): void;
  /** Settles when it is taken away: by the system, by another program, by pulling it out. */
  over: Promise<void>;
};

/** Why nobody sees anything from here. */
export class Blind extends Error {
  constructor(readonly why: 'insecure' | 'unable' | 'denied' | 'no_camera' | 'taken' | 'too_much') {
    super(why);
  }
}

/** Whether this page could show anything at all; browsers lend the camera to secure pages alone. */
export function whyBlind(): Blind['why'] | null {
  if (!window.isSecureContext || navigator.mediaDevices?.getUserMedia === undefined) return 'insecure';
  return typeof VideoEncoder === 'undefined' ? 'unable' : null;
}

/** Asks for a camera: the person's leave is asked for here. */
export async function openCamera(facing: Facing): Promise<Camera> {
  const why = whyBlind();
  if (why !== null) throw new Blind(why);
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted(facing) }).catch((error: unknown) => {
    throw new Blind(error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'no_camera');
  });
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  await video.play().catch(() => {});
  const tracks = stream.getTracks();
  return {
    facing,
    stream,
    video,
    stop: () => {
      for (const track of tracks) track.stop();
      video.srcObject = null;
    },
    // A track that is stopped here says nothing of it.
    over: new Promise((resolve) => {
      for (const track of tracks) track.addEventListener('ended', () => resolve());
    }),
  };
}

/** Whether there is another to turn to. Browsers tell it only once the camera was lent. */
export async function hasAnother(): Promise<boolean> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.filter(({ kind }) => kind === 'videoinput').length > 1;
}

const wanted = (facing: Facing): MediaTrackConstraints => ({
  facingMode: { ideal: facing },
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 15, max: 30 },
});
