// On a laptop: whoever answers at the centre's address is not the centre that was confirmed.

import type { ReactNode } from 'react';
import type { Failure } from '../bridge/wire/Failure';
import { tell } from './failure';
import { say } from './words';

export function Stranger({ failure }: { failure: Failure | null }): ReactNode {
  if (failure?.code !== 'centre.stranger') return null;
  const { what, advice } = tell(failure);
  return (
    <section className="notice bad" role="alert" data-testid="stranger">
      <strong>{what}</strong>
      <p>{advice}</p>
      {/* The window knows this address; it is no page. */}
      <a href="/centre">{say('centre.again')}</a>
    </section>
  );
}
