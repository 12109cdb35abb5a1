// Acts of this page: one command id per press, used again on every retry.

import { useCallback, useRef, useState } from 'react';
import { isLost } from '../bridge/failed';
import { bridge } from '../bridge/open';
import type { Action } from '../bridge/wire/Action';
import type { Outcome } from '../bridge/wire/Outcome';
import { uuid7 } from '../shared/uuid';

/** How often a call is repeated by itself while the desk cannot be reached. */
const TRIES = 3;

/** Acts once. The id comes from whoever may have to repeat it. */
export async function act(action: Action, commandId: string = uuid7()): Promise<Outcome> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await bridge.act({ command_id: commandId, action });
    } catch (failure) {
      if (!isLost(failure) || left <= 1) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 600));
    }
  }
}

export type Doing = {
  busy: boolean;
  failure: unknown;
  /** Acts, unless it is under way already. The same action again after a failure is the same command. */
  go(action: Action): Promise<Outcome | null>;
  forget(): void;
};

/** One button's acts: the command id is made when the action changes and kept while it is retried. */
export function useDoing(): Doing {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const pressed = useRef({ key: '', id: '', busy: false });

  const go = useCallback(async (action: Action): Promise<Outcome | null> => {
    const press = pressed.current;
    if (press.busy) return null;
    const key = JSON.stringify(action);
    if (press.key !== key) Object.assign(press, { key, id: uuid7() });
    press.busy = true;
    setBusy(true);
    setFailure(null);
    try {
      const outcome = await act(action, press.id);
      press.key = '';
      return outcome;
    } catch (caught) {
      setFailure(caught);
      return null;
    } finally {
      press.busy = false;
      setBusy(false);
    }
  }, []);

  const forget = useCallback(() => {
    pressed.current.key = '';
    setFailure(null);
  }, []);
  return { busy, failure, go, forget };
}
