// A question at the lower edge of the screen, within reach of a thumb: what is asked, then cancel and send.

import { type ReactNode, useEffect, useRef } from 'react';
import { isComposing } from '../shared/composing';
import { say } from './words';

type Props = {
  title: string;
  send: string;
  tone: 'good' | 'bad';
  /** Whether all that must be said is said. */
  isSaid: boolean;
  onSend(): void;
  onClose(): void;
  children: ReactNode;
};

export function Sheet({ title, send, tone, isSaid, onSend, onClose, children }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);

  // A modal dialog keeps the focus, closes on Escape and hides the rest from readers by itself.
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="sheet"
      data-testid="sheet"
      aria-label={title}
      onClose={onClose}
      onKeyDown={(event) => {
        // The Escape that leaves an input method's words would close the dialog, too.
        if (event.key === 'Escape' && isComposing(event)) event.preventDefault();
      }}
    >
      <h2>{title}</h2>
      {children}
      <div className="row">
        <button type="button" className="second" onClick={() => dialog.current?.close()}>
          {say('act.cancel')}
        </button>
        <button
          type="button"
          className={`primary ${tone}`}
          data-testid="sheet-send"
          disabled={!isSaid}
          onClick={() => {
            onSend();
            dialog.current?.close();
          }}
        >
          {send}
        </button>
      </div>
    </dialog>
  );
}
