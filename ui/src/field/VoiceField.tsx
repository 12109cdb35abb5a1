// A voice note for an answer, where the browser lets a page hear: hands are often full at the place itself.

import { type ReactNode, useEffect, useState } from 'react';
import { useRecorder } from '../shared/recording';
import { canRecord } from '../shared/voice';
import { say } from './words';

type Props = { note: Blob | null; onNote(note: Blob | null): void };

export function VoiceField({ note, onNote }: Props): ReactNode {
  const { isRecording, seconds, isDeaf, begin, finish } = useRecorder(onNote);
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (note === null) return;
    const made = URL.createObjectURL(note);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [note]);
  if (!canRecord()) return null;
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
          className={isRecording ? 'primary bad' : 'second'}
          aria-pressed={isRecording}
          data-testid="voice"
          onClick={isRecording ? finish : begin}
        >
          {isRecording ? say('voice.stop', { seconds }) : say('voice.record')}
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
