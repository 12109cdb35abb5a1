// Work orders or letters in hand: tried as soon as they are there, and taken in when somebody says so.

import { useEffect, useRef, useState } from 'react';
import { bridge } from '../bridge/open';
import type { Fault } from '../bridge/wire/Fault';
import type { HotlineReport } from '../bridge/wire/HotlineReport';
import type { ImportProgress } from '../bridge/wire/ImportProgress';
import { uuid7 } from '../shared/uuid';

/** A file, or what was pasted. */
export type OrdersPart = { name: string; content: Blob };
/** What comes in together, and as what it is spoken of: one file, or as many letters as somebody dropped. */
export type Orders = { name: string; parts: readonly OrdersPart[] };

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
  /** Whoever stops one file of many stops those behind it. */
  const halted = useRef(false);
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
    halted.current = false;
    setState({ ...NOTHING, orders, under: { progress: null, isStopping: false } });
    const reports: HotlineReport[] = [];
    for (const [at, { name, content }] of orders.parts.entries()) {
      const mine = uuid7();
      command.current = mine;
      const sending = { signal: new AbortController().signal, sent: () => {} };
      try {
        const report = await bridge.hotline(content, name, { manner, commandId: mine }, sending);
        if (mine !== command.current) return;
        // What lies behind the one that was stopped was not looked at: each is one letter.
        const left = halted.current ? orders.parts.length - at - 1 : 0;
        reports.push({ ...named(report, orders), left: report.left + left });
      } catch (failure) {
        // What came in of the files before it is told.
        const report = together(reports);
        if (mine === command.current) setState((before) => ({ ...before, report, failure, under: null }));
        return;
      }
      if (halted.current) break;
    }
    setState((before) => ({ ...before, report: together(reports), under: null }));
  };
  const stop = (): void => {
    halted.current = true;
    stopped(command.current);
    setState((before) =>
      before.under === null ? before : { ...before, under: { ...before.under, isStopping: true } },
    );
  };
  return { ...state, read, stop, failed: (failure: unknown) => setState((before) => ({ ...before, failure })) };
}

/** Of one file among many, with its name beside whatever is said of it: each of them is one letter. */
function named(report: HotlineReport, { name, parts }: Orders): HotlineReport {
  if (parts.length === 1) return report;
  const beside = (faults: readonly Fault[]): Fault[] =>
    faults.map((fault) => ({ ...fault, row: null, field: report.file }));
  return { ...report, file: name, faults: beside(report.faults), notes: beside(report.notes) };
}

/** One report of all. */
function together(reports: readonly HotlineReport[]): HotlineReport | null {
  const sum = (of: (report: HotlineReport) => number): number => reports.reduce((all, report) => all + of(report), 0);
  const [first] = reports;
  if (first === undefined) return null;
  return {
    ...first,
    read: sum(({ read }) => read),
    taken: sum(({ taken }) => taken),
    placed: sum(({ placed }) => placed),
    known: sum(({ known }) => known),
    left: sum(({ left }) => left),
    faults: reports.flatMap(({ faults }) => faults),
    notes: reports.flatMap(({ notes }) => notes),
  };
}

/** Asks the desk to stop; what is over already is left at that. */
function stopped(commandId: string): void {
  if (commandId !== '') void bridge.cancelImport(commandId).catch(() => {});
}
