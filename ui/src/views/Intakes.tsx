// Ways in for other systems, over the page.

import { place } from '../desk/place';
import { useIntakes } from '../desk/questions';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { GridPicker } from '../panels/amend/GridPicker';
import { IntakeSheet } from '../panels/intake/IntakeSheet';
import { Loading, Note } from '../shared/parts';
import { Sheet } from '../shared/Sheet';

const close = (): void => place.set({ overlay: 'none' });

export function Intakes({ mayChange }: { mayChange: boolean }) {
  const asked = useIntakes();
  if (asked.data) {
    const gridField = (value: string, onWrite: (path: string) => void) => (
      <GridPicker label={t('intake.grid')} value={value} onWrite={onWrite} />
    );
    return <IntakeSheet list={asked.data} mayChange={mayChange} gridField={gridField} onClose={close} />;
  }
  return (
    <Sheet title={t('intake.title')} testId="intakes" wide="table" onClose={close}>
      {asked.error ? <Note {...failureWords(asked.error)} /> : <Loading label={t('shell.loading')} />}
    </Sheet>
  );
}
