// Photos that are about to go out: shrunk as they come in, shown small, taken away again.

import { type ReactNode, useEffect, useState } from 'react';
import { Icon } from './Icon';
import { MOST_PHOTOS, shrunk } from './photo';
import { say } from './words';

export type ChangePhotos = (change: (before: Blob[]) => Blob[]) => void;

/** Adds what was chosen or taken there. */
export async function addFrom(input: HTMLInputElement, onPhotos: ChangePhotos): Promise<void> {
  const files = [...(input.files ?? [])];
  // The same photo may be chosen again after it was taken away.
  input.value = '';
  for (const file of files) {
    const photo = await shrunk(file);
    onPhotos((before) => [...before, photo].slice(0, MOST_PHOTOS));
  }
}

type Props = { photos: readonly Blob[]; onPhotos: ChangePhotos };

export function Thumbs({ photos, onPhotos }: Props): ReactNode {
  if (photos.length === 0) return null;
  return (
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
  );
}

function Thumb({ photo, onRemove }: { photo: Blob; onRemove: () => void }): ReactNode {
  const [address, setAddress] = useState<string>();
  const [isUnreadable, setUnreadable] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return (
    <span className="thumb" data-testid="photo-thumb">
      {isUnreadable ? (
        <span className="unreadable" role="alert">
          <Icon name="report" size={28} />
          {say('photo.unreadable')}
        </span>
      ) : (
        address !== undefined && <img src={address} alt="" onError={() => setUnreadable(true)} />
      )}
      <button type="button" aria-label={say('photo.remove')} onClick={onRemove}>
        ×
      </button>
    </span>
  );
}
