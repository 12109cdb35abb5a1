// The rows that have faults, as a spreadsheet to mend and drop again.

import { Button } from 'antd';
import type { Fault } from '../../bridge/wire/Fault';
import { type Incoming, saveFailed } from '../../desk/incoming';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Note } from '../../shared/parts';
import styles from './faults.module.css';

type Props = { file: Incoming; faults: Fault[] };

export function Mend({ file, faults }: Props) {
  const rows = new Set(faults.map((fault) => fault.row).filter((row) => row !== null)).size;
  const { mending } = file;
  if (rows === 0) return null;
  return (
    <div className={styles.mend} data-testid="import-mend">
      <Button
        size="small"
        loading={mending?.state === 'under'}
        onClick={() => void saveFailed(file.id, faults)}
        data-testid="import-mend-save"
      >
        {t('import.mend.save', { figure: figure(rows) })}
      </Button>
      {mending?.state === 'done' ? (
        <em role="status" data-testid="import-mend-saved">
          {t('import.mend.saved', { where: mending.where })}
        </em>
      ) : (
        <em>{t('import.mend.how')}</em>
      )}
      {mending?.state === 'failed' && <Note {...failureWords(mending.failure)} />}
    </div>
  );
}
