// Files to be attached: chosen, dropped or pasted; each shows how far it is, and says why where it was not taken.

import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { ACCEPTED, type Attaching, type Enclosed, pastedFiles } from '../desk/attaching';
import { offerHands } from '../desk/hands';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { sizeWords } from '../shared/format';
import { Icon } from '../shared/icons';
import { Key } from '../shared/parts';
import styles from './attachments.module.css';
import { VoiceButton } from './VoiceButton';

type Props = {
  attaching: Attaching;
  /** Behind another panel nothing that is dropped or pasted is for it. */
  isShown: boolean;
  /** The key that lets files be chosen, where there is one. */
  keyWords?: string;
  /** Whether pictures alone make sense. */
  onlyPictures?: boolean;
  /** More that can be attached here. */
  children?: ReactNode;
};

export function AttachBar({ attaching, isShown, keyWords, onlyPictures = false, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const { add, remove, enclosed } = attaching;
  useEffect(() => {
    if (!isShown) return;
    const paste = (event: ClipboardEvent): void => {
      const files = pastedFiles(event);
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    };
    window.addEventListener('paste', paste);
    const take = offerHands({ attach: add, enclose: () => input.current?.click() });
    return () => {
      window.removeEventListener('paste', paste);
      take();
    };
  }, [isShown, add]);
  return (
    <div className={styles.bar}>
      <div className={styles.tools}>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={onlyPictures ? 'image/jpeg,image/png,image/webp' : ACCEPTED}
          onChange={({ target }) => {
            add([...(target.files ?? [])]);
            // The same file may be chosen again after it was removed.
            target.value = '';
          }}
          data-testid="attach-input"
        />
        <Button size="small" onClick={() => input.current?.click()} data-testid="attach-choose">
          {t(onlyPictures ? 'attachment.choosePicture' : 'attachment.choose')} {keyWords && <Key>{keyWords}</Key>}
        </Button>
        {!onlyPictures && <VoiceButton onRecorded={(file) => add([file])} />}
        {children}
      </div>
      {enclosed.length === 0 && <p className={styles.hint}>{t('attachment.how')}</p>}
      {enclosed.map((one) => (
        <Row key={one.key} enclosed={one} onRemove={() => remove(one.key)} />
      ))}
    </div>
  );
}

function Row({ enclosed, onRemove }: { enclosed: Enclosed; onRemove: () => void }) {
  const { name, share, preview, file, failure } = enclosed;
  const told = failure === null ? null : failureWords(failure);
  const state = told ? 'failed' : file ? 'kept' : 'sending';
  return (
    <div className={styles.row} data-state={state} data-testid="attach-row">
      <span className={styles.preview}>
        {preview !== null && !told ? <img src={preview} alt="" /> : <Icon name="paper" size={18} />}
      </span>
      <span className={styles.what}>
        <b title={name}>{name}</b>
        {told ? (
          <span role="alert">
            {told.title} {told.advice}
          </span>
        ) : (
          <span>{file ? sizeWords(file.size) : t('attachment.sending', { percent: Math.round(share * 100) })}</span>
        )}
        {state === 'sending' && <progress value={share} max={1} aria-label={name} />}
      </span>
      <button
        type="button"
        aria-label={t('attachment.remove', { name })}
        onClick={onRemove}
        data-testid="attach-remove"
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
