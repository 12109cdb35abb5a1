// Why something was not done, and what to do instead.

import type { ReactNode } from 'react';
import type { Failure } from '../bridge/wire/Failure';
import { tell } from './failure';

type Props = {
  failure: Failure | null;
  /** What was not done, where that does not go without saying. */
  title?: string;
  testId?: string;
  children?: ReactNode;
};

export function Refusal({ failure, title, testId, children }: Props): ReactNode {
  if (failure === null) return null;
  const { what, advice } = tell(failure);
  return (
    <section className="notice bad" role="alert" data-testid={testId}>
      <strong>{title ?? what}</strong>
      {title !== undefined && <p>{what}</p>}
      <p>{advice}</p>
      {children}
    </section>
  );
}
