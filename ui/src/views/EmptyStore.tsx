import { Button } from 'antd';
import { actionOf, run } from '../actions/registry';
import { usePlace } from '../desk/place';
import { t } from '../i18n/words';
import { Key } from '../shared/parts';
import styles from './views.module.css';

/** What to do first in a store without grids. */
export function EmptyStore({ mayImport }: { mayImport: boolean }) {
  const isImporting = usePlace((state) => state.importing);
  // The panel beside it says the same, and shows what is in hand.
  if (isImporting) return null;
  return (
    <div className={styles.emptyStore} data-testid="empty-store">
      <h2>{t('shell.empty.title')}</h2>
      {mayImport && (
        <>
          <p>{t('shell.empty.drop')}</p>
          <div>
            <Button type="primary" onClick={() => run(actionOf('pick-files'))} data-testid="empty-pick">
              {t('import.pick')} <Key>O</Key>
            </Button>
          </div>
        </>
      )}
      <p>{t('shell.empty.first')}</p>
      <code>{t('shell.empty.import')}</code>
      <code>{t('shell.empty.heads')}</code>
      <p>{t('shell.empty.orDemo')}</p>
      <code>{t('shell.empty.demo')}</code>
    </div>
  );
}
