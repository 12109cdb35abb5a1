// A voice note in the making, as a part of the page holds it.

import { useEffect, useState } from 'react';
import { type Recording, record } from './voice';

/** The page counts so often while it hears, in milliseconds. */
const PACE = 500;

export type Recorder = {
  isRecording: boolean;
  /** How long it has heard. */
  seconds: number;
  /** The person said no, or there is nothing to hear with. */
  isDeaf: boolean;
  begin(): void;
  /** Stops; hands over what was heard, null where that is nothing. */
  finish(): void;
};

/** Records one note at a time; a part that goes away forgets what it was recording. */
export function useRecorder(onRecorded: (note: Blob | null) => void): Recorder {
  const [recording, setRecording] = useState<Recording | null>(null);
  const [isDeaf, setDeaf] = useState(false);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!recording) return;
    const timer = setInterval(() => setSeconds(Math.round((Date.now() - recording.since) / 1000)), PACE);
    return () => {
      clearInterval(timer);
      recording.drop();
    };
  }, [recording]);
  const begin = (): void => {
    setDeaf(false);
    setSeconds(0);
    record().then(setRecording, () => setDeaf(true));
  };
  const finish = (): void => {
    void recording?.finish().then((note) => {
      setRecording(null);
      onRecorded(note);
    });
  };
  return { isRecording: recording !== null, seconds, isDeaf, begin, finish };
}
