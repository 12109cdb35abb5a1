// Records a voice note, where the browser lets a page hear.

import { Button } from 'antd';
import { t } from '../i18n/words';
import { useRecorder } from '../shared/recording';
import { canRecord } from '../shared/voice';

export function VoiceButton({ onRecorded }: { onRecorded: (file: File) => void }) {
  const { isRecording, seconds, isDeaf, begin, finish } = useRecorder((note) => {
    if (note) onRecorded(new File([note], t('attachment.voiceName'), { type: note.type }));
  });
  if (!canRecord()) return null;
  return (
    <>
      <Button
        size="small"
        danger={isRecording}
        aria-pressed={isRecording}
        onClick={isRecording ? finish : begin}
        data-testid="attach-voice"
      >
        {isRecording ? t('attachment.stopVoice', { seconds }) : t('attachment.voice')}
      </Button>
      {isDeaf && <span role="alert">{t('attachment.noVoice')}</span>}
    </>
  );
}
