// Our fields and the file's columns, with what stands in them.

import { useState } from 'react';
import type { FieldLook } from '../../bridge/wire/FieldLook';
import type { FileLook } from '../../bridge/wire/FileLook';
import type { Remembered } from '../../bridge/wire/Remembered';
import { known, listed, t } from '../../i18n/words';
import { Icon } from '../../shared/icons';
import { Picker } from '../../shared/Picker';
import { Section, WordButton } from '../../shared/parts';
import styles from './manner.module.css';

type Props = {
  look: FileLook;
  /** The match that was taken over from the file that came in last. */
  proposed: Remembered | null;
  onColumn: (field: string, column: string | null) => void;
  onForget: () => void;
};
type FieldProps = Pick<Props, 'look' | 'onColumn'> & { field: FieldLook };

/** Samples of a column that are shown, and signs of each. */
const SAMPLES = 3;
const SIGNS = 18;

export function Columns({ look, proposed, onColumn, onForget }: Props) {
  const [all, setAll] = useState(false);
  const isShown = (field: FieldLook): boolean => field.required || field.column !== null;
  const shown = all ? look.fields : look.fields.filter(isShown);
  const hidden = look.fields.length - shown.length;
  const matched = look.fields.filter((field) => field.column !== null).length;
  const unused = look.columns.filter((column) => column.field === null).map((column) => column.name);
  if (look.fields.length === 0) return null;
  return (
    <Section title={t('import.columns.title')} side={t('import.columns.count', { matched, all: look.fields.length })}>
      {proposed && (
        <p className={styles.quiet} data-testid="import-remembered">
          {t('import.columns.remembered', { file: proposed.file })}{' '}
          <WordButton onClick={onForget} testId="import-forget">
            {t('import.columns.forget')}
          </WordButton>
        </p>
      )}
      <div className={styles.columns}>
        {shown.map((field) => (
          <Field key={field.name} field={field} look={look} onColumn={onColumn} />
        ))}
      </div>
      {hidden > 0 && (
        <button type="button" className={styles.unfold} onClick={() => setAll(true)} data-testid="import-more-fields">
          {t('import.columns.more', { count: hidden })}
          <Icon name="down" size={13} />
        </button>
      )}
      {unused.length > 0 && <p className={styles.quiet}>{t('import.columns.unused', { names: listed(unused) })}</p>}
    </Section>
  );
}

function Field({ field, look, onColumn }: FieldProps) {
  const name = fieldWords(field.name, look);
  const isMissing = field.required && field.column === null;
  const sample = look.columns.find((column) => column.name === field.column)?.sample ?? [];
  return (
    <div className={styles.field} data-missing={isMissing} data-testid={`import-field-${field.name}`}>
      <span>
        {name}
        {field.required && <i aria-hidden="true">*</i>}
      </span>
      <Picker
        size="small"
        showSearch
        allowClear={!field.required}
        aria-label={name}
        aria-required={field.required}
        {...(isMissing && { status: 'error' as const })}
        value={field.column}
        placeholder={t(isMissing ? 'import.columns.required' : 'import.columns.none')}
        onChange={(column: string | undefined) => onColumn(field.name, column ?? null)}
        data-testid="import-column"
        options={look.columns.map((column) => ({ value: column.name, label: column.name.trim() }))}
      />
      {sample.length > 0 && (
        <em title={sample.join('\n')}>
          {t('import.columns.sample', { values: listed(sample.slice(0, SAMPLES).map(clipped)) })}
        </em>
      )}
    </div>
  );
}

/** A person's name is not a grid's. */
function fieldWords(name: string, look: FileLook): string {
  if (name === 'name' && look.kind === 'heads') return t('import.field.person');
  return known(`import.field.${name}`) ?? name;
}

function clipped(text: string): string {
  return text.length > SIGNS ? `${text.slice(0, SIGNS)}…` : text;
}
