// A voice note for an answer, where the browser lets a page hear: hands are often full at the place itself.

import { type ReactNode, useEffect, useState } from 'react';
import { canRecord, type Recording, record } from '../shared/voice';
import { say } from './words';

/** The page counts so often while it hears, in milliseconds. */
const PACE = 500;

type Props = { note: Blob | null; onNote(note: Blob | null): void };

export function VoiceField({ note, onNote }: Props): ReactNode {
  const [recording, setRecording] = useState<Recording | null>(null);
  const [isDeaf, setDeaf] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!recording) return;
    const timer = setInterval(() => setSeconds(Math.round((Date.now() - recording.since) / 1000)), PACE);
    return () => {
      clearInterval(timer);
      recording.drop();
    };
  }, [recording]);
  useEffect(() => {
    if (note === null) return;
    const made = URL.createObjectURL(note);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [note]);
  if (!canRecord()) return null;
  const begin = (): void => {
    setDeaf(false);
    setSeconds(0);
    record().then(setRecording, () => setDeaf(true));
  };
  const finish = (): void => {
    void recording?.finish().then((heard) => {
      setRecording(null);
      onNote(heard);
    });
  };
  return (
    <div className="voice row">
      {note !== null && address !== undefined ? (
        <>
          {/* biome-ignore lint/a11y/useMediaCaption: nobody writes down what was said */}
          <audio controls src={address} aria-label={say('voice.label')} />
          <button type="button" className="second" data-testid="voice-remove" onClick={() => onNote(null)}>
            {say('voice.remove')}
          </button>
        </>
      ) : (
        <button
          type="button"
          className={recording ? 'primary bad' : 'second'}
          aria-pressed={recording !== null}
          data-testid="voice"
          onClick={recording ? finish : begin}
        >
          {recording ? say('voice.stop', { seconds }) : say('voice.record')}
        </button>
      )}
      {isDeaf && (
        <p className="late" role="alert">
          {say('voice.deaf')}
        </p>
      )}
    </div>
  );
}
