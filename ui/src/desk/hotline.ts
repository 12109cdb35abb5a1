// One file of work orders in hand: tried as soon as it is there, and taken in when somebody says so.

import { useEffect, useRef, useState } from 'react';
import { bridge } from '../bridge/open';
import type { HotlineReport } from '../bridge/wire/HotlineReport';
import type { ImportProgress } from '../bridge/wire/ImportProgress';
import { uuid7 } from '../shared/uuid';

/** A file, or what was pasted. */
export type Orders = { name: string; content: Blob };

export type Hotline = {
  orders: Orders | null;
  /** What a trial of it came to, or the whole. */
  report: HotlineReport | null;
  /** How far it is; none: nothing is under way. */
  under: { progress: ImportProgress | null; isStopping: boolean } | null;
  failure: unknown;
};

const NOTHING: Hotline = { orders: null, report: null, under: null, failure: null };
/** How often the desk is asked how far it is, in milliseconds. */
const BEAT = 250;

export function useHotline() {
  const [state, setState] = useState<Hotline>(NOTHING);
  const command = useRef('');
  const isUnder = state.under !== null;
  useEffect(() => {
    if (!isUnder) return undefined;
    const of = command.current;
    const beat = setInterval(() => {
      bridge
        .importProgress(of)
        .then((progress) => {
          const still = (before: Hotline): Hotline =>
            before.under === null || of !== command.current
              ? before
              : { ...before, under: { ...before.under, progress } };
          setState(still);
        })
        // The desk is asked again.
        .catch(() => {});
    }, BEAT);
    return () => clearInterval(beat);
  }, [isUnder]);
  // Whoever leaves waits for nothing: what came in by then stays.
  useEffect(() => () => stopped(command.current), []);

  const read = async (orders: Orders, manner: 'trial' | 'whole'): Promise<void> => {
    // Another file that comes meanwhile is the one that counts.
    stopped(command.current);
    const mine = uuid7();
    command.current = mine;
    const tell = (some: Partial<Hotline>): void => {
      if (mine === command.current) setState((before) => ({ ...before, ...some }));
    };
    setState({ ...NOTHING, orders, under: { progress: null, isStopping: false } });
    try {
      const sending = { signal: new AbortController().signal, sent: () => {} };
      const report = await bridge.hotline(orders.content, orders.name, { manner, commandId: mine }, sending);
      tell({ report, under: null });
    } catch (failure) {
      tell({ failure, under: null });
    }
  };
  const stop = (): void => {
    stopped(command.current);
    setState((before) =>
      before.under === null ? before : { ...before, under: { ...before.under, isStopping: true } },
    );
  };
  return { ...state, read, stop, failed: (failure: unknown) => setState((before) => ({ ...before, failure })) };
}

/** Asks the desk to stop; what is over already is left at that. */
function stopped(commandId: string): void {
  if (commandId !== '') void bridge.cancelImport(commandId).catch(() => {});
}
