import type { ImportLine } from '../../bridge/wire/ImportLine';
import type { ImportReport } from '../../bridge/wire/ImportReport';
import type { Incoming } from '../../desk/incoming';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Section } from '../../shared/parts';
import { FaultList } from './FaultList';
import styles from './import.module.css';
import { Mend } from './Mend';
import { Undo } from './Undo';

type Props = { file: Incoming; report: ImportReport; line: ImportLine | undefined };

/** What an import did, and how to undo it. */
export function Report({ file, report, line }: Props) {
  return (
    <>
      <Section>
        <h3 className={styles.done} data-changed={report.changed} data-testid="import-report">
          {t(report.changed ? 'import.report.done' : 'import.report.same')}
        </h3>
        <p className={styles.figures}>
          <span>
            {t('import.report.read')} <b>{figure(report.read)}</b>
          </span>
          <span>
            {t('import.report.taken')} <b data-testid="import-taken">{figure(report.taken)}</b>
          </span>
          <span data-tone={report.faults.length > 0 ? 'fault' : undefined}>
            <b>{figure(report.faults.length)}</b> {t('import.report.left')}
          </span>
          <span>
            <b>{figure(report.notes.length)}</b> {t('import.report.noted')}
          </span>
        </p>
        {report.changed && line && <Undo line={line} />}
      </Section>
      {report.faults.length > 0 && (
        <Section title={t('import.fault.left')}>
          <FaultList faults={report.faults} of={report.kind} tone="fault" testId="import-left-out" />
          <Mend file={file} faults={report.faults} />
        </Section>
      )}
      {report.notes.length > 0 && (
        <Section title={t('import.fault.notes')}>
          <FaultList faults={report.notes} of={report.kind} tone="note" testId="import-notes" />
        </Section>
      )}
    </>
  );
}
