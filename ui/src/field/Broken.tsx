// The page could not be drawn. What was written and pressed is kept, and is there again.

import type { ReactNode } from 'react';
import { failureOf, tell } from './failure';
import { Icon } from './Icon';
import { say } from './words';

export function Broken({ cause, onAgain }: { cause: unknown; onAgain: () => void }): ReactNode {
  const { what, advice } = tell(failureOf(cause));
  return (
    <main className="middle" role="alert" data-testid="broken">
      <Icon name="lost" size={48} />
      <p className="lead">{what}</p>
      <p className="quiet">{advice}</p>
      <p className="quiet">{String(cause)}</p>
      <button type="button" className="plain" onClick={onAgain} data-testid="again">
        {say('broken.again')}
      </button>
    </main>
  );
}
