// Nothing was ever opened on this machine: a person says what it is for, and the program goes on as that.

import type { ReactNode } from 'react';
import { goOnAs, newStore, openStore } from '../bridge/first';
import { useAttempt } from './attempt';
import { Icon } from './Icon';
import { Mark } from './Mark';
import { Refusal } from './Refusal';
import { useTitle } from './title';
import { say } from './words';

const WAYS = [
  { way: 'new', icon: 'plus', go: () => newStore(say('first.new')) },
  { way: 'open', icon: 'map', go: () => openStore(say('first.open')) },
  { way: 'demonstration', icon: 'grid', go: () => goOnAs('demonstration') },
  { way: 'field', icon: 'pin', go: () => goOnAs('field') },
] as const;

export function FirstScreen(): ReactNode {
  const { busy, failure, attempt } = useAttempt();
  useTitle('first.title');
  return (
    <main className="pairing" data-testid="first">
      <Mark />
      <h1>{say('first.title')}</h1>
      <ul className="ways">
        {WAYS.map(({ way, icon, go }) => (
          <li key={way}>
            <button type="button" disabled={busy} data-testid={`first-${way}`} onClick={() => void attempt(go)}>
              <Icon name={icon} size={28} />
              <strong>{say(`first.${way}`)}</strong>
              <span className="quiet">{say(`first.${way}.how`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <Refusal failure={failure} testId="first-failure" />
    </main>
  );
}
