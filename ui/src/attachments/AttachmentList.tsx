// What stands beside words: pictures small, the rest by name; each opens, plays or is kept.

import { useState } from 'react';
import type { AttachedFile } from '../bridge/wire/AttachedFile';
import type { Attachment } from '../bridge/wire/Attachment';
import type { Sketch } from '../bridge/wire/Sketch';
import { addressOf, isPicture, isVoice, keepFile } from '../desk/attaching';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { sizeWords } from '../shared/format';
import { Icon } from '../shared/icons';
import styles from './attachments.module.css';
import { sketchWords } from './sketch';
import { Viewer } from './Viewer';

/** What a row of a table has room for. */
const MOST_IN_ROW = 3;

type Props = {
  attachments: readonly Attachment[];
  /** Shows what is drawn on the map; left out where there is none. */
  onSketch?: (sketch: Sketch) => void;
  /** In a row of a table pictures are smaller, and names are left out. */
  isSmall?: boolean;
};

export function AttachmentList({ attachments, onSketch, isSmall = false }: Props) {
  const [viewed, setViewed] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  if (attachments.length === 0) return null;
  const pictures = attachments.flatMap((one) => (one.is === 'file' && isPicture(one.file) ? [one.file] : []));
  // A row has room for a few; the others are found beside the first.
  const shown = isSmall ? attachments.slice(0, MOST_IN_ROW) : attachments;
  const told = failure === null ? null : failureWords(failure);
  const keep = (file: AttachedFile): void => {
    setFailure(null);
    keepFile(file, t('attachment.keep')).catch(setFailure);
  };
  return (
    <div className={styles.attached} data-small={isSmall} data-testid="attachments">
      {shown.map((one) =>
        one.is === 'sketch' ? (
          <button
            key={JSON.stringify(one.sketch)}
            type="button"
            className={styles.chip}
            disabled={!onSketch}
            onClick={() => onSketch?.(one.sketch)}
            data-testid="attached-sketch"
          >
            <Icon name="place" size={14} /> {sketchWords(one.sketch)}
          </button>
        ) : isPicture(one.file) ? (
          <button
            key={one.file.hash}
            type="button"
            className={styles.thumb}
            title={one.file.name}
            onClick={() => setViewed(one.file.hash)}
            data-testid="attached-picture"
          >
            <img src={addressOf(one.file, 'small')} alt={one.file.name} loading="lazy" decoding="async" />
          </button>
        ) : isVoice(one.file) ? (
          // biome-ignore lint/a11y/useMediaCaption: nobody writes down what was said
          <audio
            key={one.file.hash}
            className={styles.voice}
            controls
            preload="none"
            src={addressOf(one.file, 'whole')}
            aria-label={one.file.name}
            data-testid="attached-voice"
          />
        ) : (
          <button
            key={one.file.hash}
            type="button"
            className={styles.chip}
            title={t('attachment.keepIt', { name: one.file.name })}
            onClick={() => keep(one.file)}
            data-testid="attached-file"
          >
            <Icon name="paper" size={14} /> {one.file.name} <em>{sizeWords(one.file.size)}</em>
          </button>
        ),
      )}
      {shown.length < attachments.length && <em>+{attachments.length - shown.length}</em>}
      {told && (
        <p className={styles.failed} role="alert">
          {told.title} {told.advice}
        </p>
      )}
      {viewed !== null && (
        <Viewer pictures={pictures} shown={viewed} onShow={setViewed} onKeep={keep} onClose={() => setViewed(null)} />
      )}
    </div>
  );
}
