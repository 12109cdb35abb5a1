// A voice note, recorded by the browser in whichever of our forms it knows.

const FORMS = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];
/** A note is no lecture, in milliseconds. */
export const LONGEST = 5 * 60_000;
/** Plenty for speech, in bits a second. */
const RATE = 32_000;

export type Recording = {
  /** When it began, in milliseconds. */
  since: number;
  /** Stops and hands the note over; null where nothing was heard. */
  finish(): Promise<Blob | null>;
  /** Stops and forgets it. */
  drop(): void;
};

/** Whether a page may hear at all here: browsers let secure ones alone. */
export function canRecord(): boolean {
  return (
    typeof MediaRecorder !== 'undefined' && formOf() !== null && navigator.mediaDevices?.getUserMedia !== undefined
  );
}

/** Begins to record; fails where the person says no or there is nothing to hear with. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { mimeType: formOf() ?? '', audioBitsPerSecond: RATE });
  const pieces: Blob[] = [];
  const ended = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }));
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) pieces.push(data);
  });
  const stop = (): void => {
    if (recorder.state !== 'inactive') recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  };
  const limit = setTimeout(stop, LONGEST);
  recorder.start();
  return {
    since: Date.now(),
    finish: async () => {
      clearTimeout(limit);
      stop();
      await ended;
      return pieces.length > 0 ? new Blob(pieces, { type: recorder.mimeType.split(';')[0] ?? '' }) : null;
    },
    drop: () => {
      clearTimeout(limit);
      stop();
    },
  };
}

function formOf(): string | null {
  return FORMS.find((form) => MediaRecorder.isTypeSupported(form)) ?? null;
}
