// Where the centre is and by which certificate it is known: a person compares, once, and nothing is believed before.

import { type ReactNode, useEffect, useState } from 'react';
import { centre, chooseAuthority, goToCentre, lookAtCentre } from '../bridge/centre';
import { isSending } from '../shared/composing';
import { useAttempt } from './attempt';
import { failureOf } from './failure';
import { Mark } from './Mark';
import { Refusal } from './Refusal';
import { useTitle } from './title';
import { say } from './words';

export function CentreScreen(): ReactNode {
  const [address, setAddress] = useState('');
  const [fingerprint, setFingerprint] = useState('');
  /** What the centre shows, until a person has compared it. */
  const [shown, setShown] = useState<string | null>(null);
  const { busy, failure, setFailure, attempt } = useAttempt();

  useTitle('centre.title');
  useEffect(() => {
    centre().then(
      (card) => {
        setAddress((typed) => typed || card.address);
        setFailure(card.failure);
      },
      (cause: unknown) => setFailure(failureOf(cause)),
    );
  }, [setFailure]);

  const look = (): Promise<void> => attempt(async () => setShown(await lookAtCentre(address)));
  const go = (confirmed: string): Promise<void> => attempt(() => goToCentre(address, confirmed));
  const choose = (): Promise<void> =>
    attempt(async () => setFingerprint((await chooseAuthority(say('centre.file'))) ?? fingerprint));
  const on = (): void => {
    if (address.trim() !== '') void (fingerprint.trim() === '' ? look() : go(fingerprint));
  };

  return (
    <main className="pairing" data-testid="centre">
      <Mark />
      <h1>{say('centre.title')}</h1>
      <p className="quiet">{say('centre.how')}</p>
      {shown === null ? (
        <>
          <label className="field">
            <span className="label">{say('centre.address')}</span>
            <input
              data-testid="centre-address"
              value={address}
              placeholder="https://10.0.0.7:8443"
              autoCapitalize="off"
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              onChange={(event) => setAddress(event.target.value)}
              onKeyDown={(event) => {
                if (isSending(event)) on();
              }}
            />
          </label>
          <div className="field">
            <label className="label" htmlFor="fingerprint">
              {say('centre.fingerprint')}
            </label>
            <textarea
              id="fingerprint"
              rows={3}
              data-testid="centre-fingerprint"
              value={fingerprint}
              placeholder={say('centre.fingerprint.none')}
              autoCapitalize="characters"
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              onChange={(event) => setFingerprint(event.target.value)}
              onKeyDown={(event) => {
                if (isSending(event)) {
                  event.preventDefault();
                  on();
                }
              }}
            />
            <button type="button" className="plain" data-testid="centre-file" onClick={() => void choose()}>
              {say('centre.file')}
            </button>
          </div>
          <Refusal failure={failure} testId="centre-failure" />
          <button
            type="button"
            className="primary wide"
            data-testid="centre-go"
            disabled={busy || address.trim() === ''}
            onClick={on}
          >
            {say(busy ? 'centre.busy' : fingerprint.trim() === '' ? 'centre.look' : 'centre.go')}
          </button>
        </>
      ) : (
        <section className="shown" data-testid="centre-shown" data-fingerprint={shown}>
          <h2>{say('centre.compare', { address })}</h2>
          <p className="fingerprint">
            {pairs(shown).map(({ at, pair }) => (
              <span key={at}>{pair}</span>
            ))}
          </p>
          <p className="notice warn">{say('centre.compare.how')}</p>
          <Refusal failure={failure} testId="centre-failure" />
          <button
            type="button"
            className="primary wide"
            data-testid="centre-same"
            disabled={busy}
            onClick={() => void go(shown)}
          >
            {say(busy ? 'centre.busy' : 'centre.same')}
          </button>
          <button
            type="button"
            className="second wide"
            data-testid="centre-other"
            disabled={busy}
            onClick={() => {
              setShown(null);
              setFailure(null);
            }}
          >
            {say('centre.other')}
          </button>
        </section>
      )}
    </main>
  );
}

function pairs(fingerprint: string): { at: number; pair: string }[] {
  return fingerprint.split(':').map((pair, at) => ({ at, pair }));
}
