// Papers about an order: printed by the desk, kept where a person wants them.

import { useCallback, useRef, useState } from 'react';
import { bridge } from '../bridge/open';
import type { PaperKind } from '../bridge/wire/PaperKind';
import { t } from '../i18n/words';
import { language } from '../shared/language';
import { uuid7 } from '../shared/uuid';

export type Papers = {
  /** What is in the press. */
  busy: PaperKind | null;
  failure: unknown;
  /** Where the last one lies. */
  file: string | null;
  /** Each press of the button is a print of its own: two copies are two facts. */
  print(kind: PaperKind): void;
};

/** The papers about one order. */
export function usePapers(order: string): Papers {
  const [state, setState] = useState<Omit<Papers, 'print'>>({ busy: null, failure: null, file: null });
  const isBusy = useRef(false);
  const print = useCallback(
    async (kind: PaperKind): Promise<void> => {
      if (isBusy.current) return;
      isBusy.current = true;
      setState({ busy: kind, failure: null, file: null });
      try {
        const wish = { order, kind, language: language() === 'en' ? ('en' as const) : ('zh' as const) };
        const file = await bridge.printPaper(wish, uuid7(), t('sheet.where.file'));
        setState({ busy: null, failure: null, file });
      } catch (failure) {
        setState({ busy: null, failure, file: null });
      } finally {
        isBusy.current = false;
      }
    },
    [order],
  );
  return { ...state, print: (kind) => void print(kind) };
}
