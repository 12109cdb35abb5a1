// What a report must hold beside words: a number with its unit, or one of some choices.

import { Input } from 'antd';
import type { Asked } from '../../bridge/wire/Asked';
import { t } from '../../i18n/words';
import { isSending } from '../../shared/composing';
import { OneOf } from '../../shared/OneOf';

type Props = {
  asked: Asked;
  value: string;
  onValue: (value: string) => void;
  onSend: () => void;
};

export function ValueField({ asked, value, onValue, onSend }: Props) {
  switch (asked.holds) {
    case 'number':
      return (
        <Input
          autoFocus
          size="small"
          inputMode="decimal"
          value={value}
          aria-label={t('order.log.number', { unit: asked.unit })}
          placeholder={t('order.log.number', { unit: asked.unit })}
          suffix={asked.unit}
          onChange={(event) => onValue(event.target.value)}
          onKeyDown={(event) => {
            if (isSending(event)) onSend();
          }}
          data-testid="log-value"
        />
      );
    case 'choice':
      return (
        <OneOf
          size="small"
          aria-label={t('order.log.choice')}
          value={value}
          options={asked.of}
          onChange={onValue}
          data-testid="log-choice"
        />
      );
    default:
      return null;
  }
}
