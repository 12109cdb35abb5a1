// Photos for an answer: taken by the camera or chosen, shrunk, shown small, taken away again.

import { type ReactNode, useRef, useState } from 'react';
import { MOST_PHOTOS } from './photo';
import { addFrom, type ChangePhotos, Thumbs } from './Thumbs';
import { say } from './words';

type Props = { photos: readonly Blob[]; label: string; onPhotos: ChangePhotos };

export function PhotoField({ photos, label, onPhotos }: Props): ReactNode {
  const camera = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async (input: HTMLInputElement): Promise<void> => {
    setBusy(true);
    await addFrom(input, onPhotos);
    setBusy(false);
  };
  const isFull = photos.length >= MOST_PHOTOS;
  return (
    <fieldset className="photos">
      <legend className="label">{label}</legend>
      <Thumbs photos={photos} onPhotos={onPhotos} />
      <div className="row">
        <button type="button" className="second" disabled={isFull || isBusy} onClick={() => camera.current?.click()}>
          {say('photo.take')}
        </button>
        <button type="button" className="second" disabled={isFull || isBusy} onClick={() => chooser.current?.click()}>
          {say('photo.choose')}
        </button>
      </div>
      {isBusy && <p className="quiet">{say('photo.shrinking')}</p>}
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        data-testid="photo-camera"
        onChange={({ target }) => void take(target)}
      />
      <input
        ref={chooser}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        hidden
        data-testid="photo-input"
        onChange={({ target }) => void take(target)}
      />
    </fieldset>
  );
}
