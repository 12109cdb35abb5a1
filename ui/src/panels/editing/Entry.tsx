// One field of a form about a grid.

import { Input } from 'antd';
import { t } from '../../i18n/words';
import styles from './panel.module.css';

type Props = {
  name: string;
  /** What it is called, where its name does not say it. */
  label?: string;
  value: string;
  isNumber?: boolean;
  isFirst?: boolean;
  placeholder?: string;
  onChange: (value: string) => void;
};

export function Entry({ name, label, value, isNumber = false, isFirst = false, placeholder, onChange }: Props) {
  const id = `edit-${name}`;
  return (
    <div className={styles.entry}>
      <label htmlFor={id}>{label ?? t(`editing.field.${name}`)}</label>
      <Input
        id={id}
        size="small"
        value={value}
        autoComplete="off"
        autoFocus={isFirst}
        inputMode={isNumber ? 'numeric' : 'text'}
        {...(placeholder !== undefined && { placeholder })}
        onChange={({ target }) => onChange(isNumber ? target.value.replace(/[^\d]/g, '') : target.value)}
        data-field={name}
        data-testid="edit-entry"
      />
    </div>
  );
}
