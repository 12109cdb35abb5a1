// Map sheets: printed by the desk, kept where a person wants them; one, or a grid's and all below it.

import { useEffect, useRef, useState } from 'react';
import type { Album } from '../bridge/bridge';
import { bridge } from '../bridge/open';
import type { SheetWish } from '../bridge/wire/SheetWish';
import { t } from '../i18n/words';
import { uuid7 } from '../shared/uuid';

export type Printing = {
  busy: boolean;
  failure: unknown;
  /** Where the last sheet lies. */
  file: string | null;
  print(wish: SheetWish): Promise<void>;
};

/** One form's prints. Each press is a print of its own: two copies are two facts. */
export function usePrinting(): Printing {
  const [state, setState] = useState<Omit<Printing, 'print'>>({ busy: false, failure: null, file: null });
  const busy = useRef(false);
  const print = async (wish: SheetWish): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setState({ busy: true, failure: null, file: null });
    try {
      const file = await bridge.print(wish, uuid7(), t('sheet.where.file'));
      setState({ busy: false, failure: null, file });
    } catch (failure) {
      setState({ busy: false, failure, file: null });
    } finally {
      busy.current = false;
    }
  };
  return { ...state, print };
}

/** How far many sheets are. */
export type Run = {
  state: 'none' | 'asking' | 'under' | 'stopping' | 'stopped' | 'done' | 'failed';
  /** How many are wanted. */
  of: number;
  /** How many were made, and how many lay there already. */
  made: number;
  same: number;
  /** Which file is in the press. */
  file: string | null;
  failure: unknown;
};

export type Many = Run & {
  album: Pick<Album, 'place' | 'canShow'> | null;
  /** Begins, in a place that is asked for; goes on in the same place where the last run left sheets out. */
  print(wish: SheetWish, levels: number[], name: string): Promise<void>;
  /** Finishes the sheet in the press and begins no further one. */
  stop(): void;
};

const NONE: Run = { state: 'none', of: 0, made: 0, same: 0, file: null, failure: null };

/** The sheets of a grid and of those below it. A form that goes stops them. */
export function useMany(): Many {
  const [run, setRun] = useState(NONE);
  const [album, setAlbum] = useState<Album | null>(null);
  const now = useRef({ busy: false, stopped: false });

  useEffect(() => {
    const press = now.current;
    press.stopped = false;
    return () => {
      press.stopped = true;
    };
  }, []);

  const print = async (wish: SheetWish, levels: number[], name: string): Promise<void> => {
    const press = now.current;
    if (press.busy) return;
    Object.assign(press, { busy: true, stopped: false });
    // Sheets that were left out go where the others lie; a new run asks for its place anew.
    const goesOn = run.state === 'stopped' || run.state === 'failed';
    let open: Album | null = goesOn ? album : null;
    let so: Run = { ...NONE, state: 'asking' };
    const tell = (more: Partial<Run>): void => {
      so = { ...so, ...more };
      setRun(so);
    };
    tell({});
    try {
      open ??= await bridge.album(t('sheet.where.folder'), name);
      setAlbum(open);
      if (open === null) {
        tell({ state: 'none' });
        return;
      }
      const { sheets } = await bridge.ask<'sheets'>({ type: 'sheets', wish, levels });
      tell({ state: 'under', of: sheets.length });
      for (const sheet of sheets) {
        if (press.stopped) break;
        tell({ file: sheet.file });
        const isMade = await open.put(sheet, uuid7());
        tell(isMade ? { made: so.made + 1 } : { same: so.same + 1 });
      }
      await open.rest();
      tell({ state: so.made + so.same < so.of ? 'stopped' : 'done', file: null });
    } catch (failure) {
      // What was made is kept, whatever became of the next one.
      await open?.rest().catch(() => {});
      tell({ state: 'failed', failure, file: null });
    } finally {
      press.busy = false;
    }
  };

  const stop = (): void => {
    now.current.stopped = true;
    setRun((before) => (before.state === 'under' ? { ...before, state: 'stopping' } : before));
  };
  return { ...run, album, print, stop };
}

/** Whether sheets are on their way. */
export function isUnderWay({ state }: Run): boolean {
  return state === 'asking' || state === 'under' || state === 'stopping';
}
