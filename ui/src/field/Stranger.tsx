// On a laptop: whoever answers at the centre's address is not the centre that was confirmed.

import type { ReactNode } from 'react';
import type { Failure } from '../bridge/wire/Failure';
import { Refusal } from './Refusal';
import { say } from './words';

export function Stranger({ failure }: { failure: Failure | null }): ReactNode {
  if (failure?.code !== 'centre.stranger') return null;
  return (
    <Refusal failure={failure} testId="stranger">
      {/* The window knows this address; it is no page. */}
      <a href="/centre">{say('centre.again')}</a>
    </Refusal>
  );
}
