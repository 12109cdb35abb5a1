// Work orders of the hotline and letters, over the page.

import { useState } from 'react';
import { bridge } from '../bridge/open';
import { useHotline } from '../desk/hotline';
import { place } from '../desk/place';
import { t } from '../i18n/words';
import { HotlineSheet } from '../panels/intake/HotlineSheet';
import { language } from '../shared/language';

export function Hotline() {
  const { read, stop, failed, ...hotline } = useHotline();
  const [kept, setKept] = useState<string | null>(null);
  const { orders, report } = hotline;
  const keepRows = async (): Promise<void> => {
    const [part] = orders?.parts ?? [];
    if (part === undefined || report === null) return;
    try {
      const inThis = language() === 'en' ? 'en' : 'zh';
      const title = t('intake.hotline.keepTitle');
      setKept(await bridge.hotlineFailedRows(part.content, report.faults, part.name, inThis, title));
    } catch (caught) {
      failed(caught);
    }
  };
  const begin = (of: typeof orders, manner: 'trial' | 'whole'): void => {
    setKept(null);
    if (of !== null) void read(of, manner);
  };
  return (
    <HotlineSheet
      hotline={hotline}
      kept={kept}
      onOrders={(chosen) => begin(chosen, 'trial')}
      onTake={() => begin(orders, 'whole')}
      onStop={stop}
      onFailedRows={() => void keepRows()}
      onClose={() => place.set({ overlay: 'none' })}
    />
  );
}
