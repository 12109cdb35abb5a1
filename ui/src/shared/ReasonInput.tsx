// One line for why something is done, which must be filled in.

import { Input, type InputRef } from 'antd';
import type { Ref } from 'react';
import { t } from '../i18n/words';
import { isSending } from './composing';
import { Needed } from './parts';

/** Characters of a reason, as the rules have it. */
const LONGEST = 1000;

type Props = {
  /** What is asked, for whoever cannot see the placeholder. */
  label: string;
  /** Left out: the label. */
  placeholder?: string;
  value: string;
  onChange: (reason: string) => void;
  /** Enter that no input method holds; left out: a form around it sends it. */
  onSend?: () => void;
  /** Whoever focuses it by himself. */
  ref?: Ref<InputRef>;
  testId: string;
};

export function ReasonInput({ label, placeholder = label, value, onChange, onSend, ref, testId }: Props) {
  return (
    <Input
      {...(ref ? { ref } : { autoFocus: true })}
      size="small"
      value={value}
      maxLength={LONGEST}
      aria-label={label}
      placeholder={placeholder}
      suffix={<Needed value={value}>{t('shell.needed')}</Needed>}
      aria-required
      onChange={({ target }) => onChange(target.value)}
      onKeyDown={(event) => {
        if (onSend && isSending(event)) onSend();
      }}
      data-testid={testId}
    />
  );
}
