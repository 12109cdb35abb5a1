// Map sheets: printed by the desk, kept where this host keeps files.

import { useRef, useState } from 'react';
import { bridge } from '../bridge/open';
import type { SheetWish } from '../bridge/wire/SheetWish';
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
      const file = await bridge.print(wish, uuid7());
      setState({ busy: false, failure: null, file });
    } catch (failure) {
      setState({ busy: false, failure, file: null });
    } finally {
      busy.current = false;
    }
  };
  return { ...state, print };
}
