// Records a voice note, where the browser lets a page hear.

import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { t } from '../i18n/words';
import { canRecord, type Recording, record } from '../shared/voice';

/** The page counts so often while it hears, in milliseconds. */
const PACE = 500;

export function VoiceButton({ onRecorded }: { onRecorded: (file: File) => void }) {
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
  if (!canRecord()) return null;
  const begin = (): void => {
    setDeaf(false);
    setSeconds(0);
    record().then(setRecording, () => setDeaf(true));
  };
  const finish = (): void => {
    void recording?.finish().then((note) => {
      setRecording(null);
      if (note) onRecorded(new File([note], t('attachment.voiceName'), { type: note.type }));
    });
  };
  return (
    <>
      <Button
        size="small"
        danger={recording !== null}
        aria-pressed={recording !== null}
        onClick={recording ? finish : begin}
        data-testid="attach-voice"
      >
        {recording ? t('attachment.stopVoice', { seconds }) : t('attachment.voice')}
      </Button>
      {isDeaf && <span role="alert">{t('attachment.noVoice')}</span>}
    </>
  );
}
