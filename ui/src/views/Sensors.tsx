// The broker at which sensors speak, over the page.

import { place } from '../desk/place';
import { useSensors } from '../desk/questions';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { SensorSheet } from '../panels/intake/SensorSheet';
import { Loading, Note } from '../shared/parts';
import { Sheet } from '../shared/Sheet';

const close = (): void => place.set({ overlay: 'none' });

export function Sensors({ mayChange }: { mayChange: boolean }) {
  const asked = useSensors();
  if (asked.data) {
    const toTable = (): void => place.set({ overlay: 'tables' });
    return <SensorSheet card={asked.data} mayChange={mayChange} onTable={toTable} onClose={close} />;
  }
  return (
    <Sheet title={t('intake.sensors.title')} testId="sensors" wide onClose={close}>
      {asked.error ? <Note {...failureWords(asked.error)} /> : <Loading label={t('shell.loading')} />}
    </Sheet>
  );
}
