// Photos for an answer: taken by the camera or chosen, shrunk, shown small, taken away again.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { MOST_PHOTOS, shrunk } from './photo';
import { say } from './words';

type Props = { photos: readonly Blob[]; label: string; onPhotos(change: (before: Blob[]) => Blob[]): void };

export function PhotoField({ photos, label, onPhotos }: Props): ReactNode {
  const camera = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const take = async (input: HTMLInputElement): Promise<void> => {
    const files = [...(input.files ?? [])];
    // The same photo may be chosen again after it was taken away.
    input.value = '';
    setBusy(true);
    for (const file of files) {
      const photo = await shrunk(file);
      onPhotos((before) => [...before, photo].slice(0, MOST_PHOTOS));
    }
    setBusy(false);
  };
  const isFull = photos.length >= MOST_PHOTOS;
  return (
    <fieldset className="photos">
      <legend className="label">{label}</legend>
      {photos.length > 0 && (
        <div className="thumbs">
          {photos.map((photo, at) => (
            <Thumb
              // biome-ignore lint/suspicious/noArrayIndexKey: photos have no name; one that goes takes its place along
              key={at}
              photo={photo}
              onRemove={() => onPhotos((before) => before.filter((one) => one !== photo))}
            />
          ))}
        </div>
      )}
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

export function Thumb({ photo, onRemove }: { photo: Blob; onRemove: () => void }): ReactNode {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return (
    <span className="thumb" data-testid="photo-thumb">
      {address !== undefined && <img src={address} alt="" />}
      <button type="button" aria-label={say('photo.remove')} onClick={onRemove}>
        ×
      </button>
    </span>
  );
}
