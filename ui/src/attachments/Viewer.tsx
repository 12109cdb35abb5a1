// One picture as large as the screen lets it be, and the others beside it by arrow keys.

import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import type { AttachedFile } from '../bridge/wire/AttachedFile';
import { addressOf } from '../desk/attaching';
import { offerHands } from '../desk/hands';
import { t } from '../i18n/words';
import { sizeWords } from '../shared/format';
import { Icon } from '../shared/icons';
import { Key } from '../shared/parts';
import styles from './viewer.module.css';

type Props = {
  pictures: readonly AttachedFile[];
  /** By its hash. */
  shown: string;
  onShow: (hash: string) => void;
  onKeep: (file: AttachedFile) => void;
  onClose: () => void;
};

export function Viewer({ pictures, shown, onShow, onKeep, onClose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const at = pictures.findIndex(({ hash }) => hash === shown);
  const picture = pictures[at];
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => offerHands({ fold: () => close.current() }), []);
  if (!picture) return null;
  const step = (by: 1 | -1): void => {
    const next = pictures[(at + by + pictures.length) % pictures.length];
    if (next) onShow(next.hash);
  };
  return createPortal(
    <div
      ref={box}
      className={styles.viewer}
      role="dialog"
      aria-modal="true"
      aria-label={picture.name}
      tabIndex={-1}
      data-testid="viewer"
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
          // The map would go there, too.
          event.stopPropagation();
          step(event.key === 'ArrowRight' ? 1 : -1);
        } else if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        } else if (event.key === 'Tab') {
          keepInside(event.nativeEvent, event.currentTarget);
        }
      }}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <header>
        <strong>{picture.name}</strong>
        {picture.pixels && (
          <span>
            {picture.pixels[0]} × {picture.pixels[1]} · {sizeWords(picture.size)}
          </span>
        )}
        {pictures.length > 1 && (
          <span>
            {at + 1} / {pictures.length} <Key>← →</Key>
          </span>
        )}
        <button type="button" onClick={() => onKeep(picture)} data-testid="viewer-keep">
          {t('attachment.keep')}
        </button>
        <button type="button" onClick={onClose} data-testid="viewer-close">
          <Icon name="close" size={16} /> <Key>Esc</Key>
        </button>
      </header>
      <img key={picture.hash} src={addressOf(picture, 'whole')} alt={picture.name} data-testid="viewer-picture" />
    </div>,
    document.body,
  );
}

/** Tab goes round among the buttons of the dialog. */
function keepInside(event: KeyboardEvent, box: HTMLElement): void {
  const buttons = [...box.querySelectorAll('button')];
  const [first, last] = [buttons[0], buttons.at(-1)];
  if (!first || !last) return;
  const isAtEnd = document.activeElement === (event.shiftKey ? first : last) || document.activeElement === box;
  if (!isAtEnd) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
