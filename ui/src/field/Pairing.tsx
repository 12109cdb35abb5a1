// Not paired yet, or no more: the code is asked for.

import { type ReactNode, useRef, useState } from 'react';
import type { Failure } from '../bridge/wire/Failure';
import { isSending } from '../shared/composing';
import { CODE_LENGTH, plainCode, spelled } from './code';
import { Mark } from './Mark';
import { takePost } from './page';
import { Refusal } from './Refusal';
import { say } from './words';

type Props = {
  busy: boolean;
  ended: boolean;
  failure: Failure | null;
  typed: string;
  kept: number;
  /** The address names an order, which opens after pairing. */
  leadsToOrder: boolean;
};

export function Pairing({ busy, ended, failure, typed, kept, leadsToOrder }: Props): ReactNode {
  const [code, setCode] = useState(spelled(typed));
  const composing = useRef(false);
  const isWhole = plainCode(code).length === CODE_LENGTH;
  const go = (): void => {
    if (isWhole) void takePost(code);
  };

  return (
    <main className="pairing">
      <Mark />
      {ended && (
        <section className="notice warn" role="alert" data-testid="pair-ended">
          <strong>{say('pair.ended')}</strong>
          <p>{say('pair.ended.why')}</p>
          {kept > 0 && <p>{say('pair.kept', { count: kept })}</p>}
        </section>
      )}
      <h1>{say('pair.title')}</h1>
      <p className="quiet">{say('pair.how')}</p>
      {leadsToOrder && (
        <p className="notice" data-testid="pair-order">
          {say('pair.order')}
        </p>
      )}
      <label className="label" htmlFor="code">
        {say('pair.label')}
      </label>
      <input
        id="code"
        className="code"
        data-testid="pair-code"
        value={code}
        placeholder={say('pair.example')}
        autoCapitalize="characters"
        autoComplete="one-time-code"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
        aria-invalid={failure !== null}
        aria-describedby="pair-said"
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          setCode(spelled(event.currentTarget.value));
        }}
        // What an input method still holds must not be rewritten under its hands.
        onChange={(event) => setCode(composing.current ? event.target.value : spelled(event.target.value))}
        onKeyDown={(event) => {
          if (isSending(event)) go();
        }}
      />
      <div id="pair-said">
        <Refusal failure={busy ? null : failure} testId="pair-failure" />
      </div>
      <button type="button" className="primary wide" data-testid="pair-go" disabled={!isWhole || busy} onClick={go}>
        {say(busy ? 'pair.busy' : 'pair.go')}
      </button>
    </main>
  );
}
