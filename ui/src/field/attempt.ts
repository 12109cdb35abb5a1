// What a page of the window asks of it: one thing at a time; why it did not work stands there until the next.

import { useState } from 'react';
import type { Failure } from '../bridge/wire/Failure';
import { failureOf } from './failure';

export type Attempting = {
  busy: boolean;
  failure: Failure | null;
  setFailure: (failure: Failure | null) => void;
  attempt: (act: () => Promise<void>) => Promise<void>;
};

export function useAttempt(): Attempting {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    await act().catch((cause: unknown) => setFailure(failureOf(cause)));
    setBusy(false);
  };
  return { busy, failure, setFailure, attempt };
}
