// Asks for words, and for the photo, number or choice that an order wants: a few ready words for a thumb, and room for one's
// own.

import { type ReactNode, useState } from 'react';
import type { Asked } from '../bridge/wire/Asked';
import { isDecimal } from '../shared/decimal';
import { PhotoField } from './PhotoField';
import { LONGEST_WORDS } from './receipt';
import { Sheet } from './Sheet';
import { VoiceField } from './VoiceField';
import { say } from './words';

type Props = {
  title: string;
  label: string;
  send: string;
  quick: readonly string[];
  tone: 'good' | 'bad';
  /** What must be said. */
  asked: Exclude<Asked, { holds: 'place' }>;
  /** Whether photos and a voice note may go along. */
  takesFiles?: boolean;
  onSend(words: string, value: string, files: readonly Blob[]): void;
  onClose(): void;
};

/** From here on the sheet says how much room is left. */
const NEARLY_FULL = LONGEST_WORDS - 100;

export function WordSheet(props: Props): ReactNode {
  const { title, label, send, quick, tone, asked, takesFiles = false, onSend, onClose } = props;
  const [words, setWords] = useState('');
  const [value, setValue] = useState('');
  const [photos, setPhotos] = useState<Blob[]>([]);
  const [note, setNote] = useState<Blob | null>(null);
  const isSaid = isEnough(asked, words, value, photos.length);
  const length = Array.from(words.trim()).length;

  return (
    <Sheet
      title={title}
      send={send}
      tone={tone}
      isSaid={isSaid && length <= LONGEST_WORDS}
      onSend={() => onSend(words.trim(), value.trim(), note === null ? photos : [...photos, note])}
      onClose={onClose}
    >
      {asked.holds === 'number' && (
        <label className="label number">
          {say('done.number', { unit: asked.unit })}
          <input
            inputMode="decimal"
            autoComplete="off"
            data-testid="sheet-value"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </label>
      )}
      {asked.holds === 'choice' && (
        <fieldset className="choices">
          <legend className="label">{say('done.choice')}</legend>
          {asked.of.map((one) => (
            <button
              key={one}
              type="button"
              className={value === one ? 'chosen' : ''}
              aria-pressed={value === one}
              data-testid="sheet-choice"
              onClick={() => setValue(one)}
            >
              {one}
            </button>
          ))}
        </fieldset>
      )}
      {takesFiles && (
        <PhotoField
          photos={photos}
          label={say(asked.holds === 'photo' ? 'done.photo' : 'done.photo.free')}
          onPhotos={setPhotos}
        />
      )}
      <div className="quick">
        {quick.map((one) => (
          <button
            key={one}
            type="button"
            className={words === one ? 'chosen' : ''}
            aria-pressed={words === one}
            onClick={() => setWords(one)}
          >
            {one}
          </button>
        ))}
      </div>
      <label className="label" htmlFor="sheet-words">
        {label}
      </label>
      <textarea
        id="sheet-words"
        data-testid="sheet-words"
        rows={3}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {takesFiles && <VoiceField note={note} onNote={setNote} />}
      {length > NEARLY_FULL && (
        <p className={length > LONGEST_WORDS ? 'late' : 'quiet'}>
          {say('words.length', { length, most: LONGEST_WORDS })}
        </p>
      )}
    </Sheet>
  );
}

/** Whether what the order wants is said. */
function isEnough(asked: Props['asked'], words: string, value: string, photos: number): boolean {
  if (asked.holds === 'words') return words.trim() !== '';
  if (asked.holds === 'number') return isDecimal(value);
  if (asked.holds === 'photo') return photos > 0;
  return asked.holds === 'nothing' || value !== '';
}
