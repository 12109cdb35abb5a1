// How to reach whoever told it: kept apart from what everybody reads, and sealed.

import { Input } from 'antd';
import { useId } from 'react';
import type { Caller } from '../../bridge/wire/Caller';
import { t } from '../../i18n/words';
import { Icon } from '../../shared/icons';
import { OneOf } from '../../shared/OneOf';
import styles from './caller.module.css';
import { type Known, PartyField } from './Parties';

/** As the rules have it. */
const LONGEST = 120;
const REPLIES = ['', 'wanted', 'unwanted'] as const;

type Props = { known: Known; caller: Caller; onChange: (caller: Caller) => void };

/** What was filled in and left empty again is as if it had never been. */
export function filled(caller: Caller): Caller | null {
  const { name, phone, mail, address, ...beside } = caller;
  const told = Object.entries({ name, phone, mail, address }).flatMap(([key, text]) =>
    text === undefined || text.trim() === '' ? [] : [[key, text.trim()]],
  );
  return told.length === 0 ? null : { ...Object.fromEntries(told), ...beside };
}

export function CallerFields({ known, caller, onChange }: Props) {
  const id = useId();
  const change = (key: keyof Caller, value: Caller[keyof Caller] | undefined): void => {
    const { [key]: _, ...others } = caller;
    onChange(value === undefined ? others : { ...others, [key]: value });
  };
  const line = (key: 'name' | 'phone' | 'address') => (
    <div className={styles.line}>
      <label htmlFor={`${id}${key}`}>{t(`incident.caller.${key}`)}</label>
      <Input
        id={`${id}${key}`}
        maxLength={LONGEST}
        value={caller[key] ?? ''}
        // No browser keeps what is typed here.
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(key, event.target.value)}
        data-testid="caller-line"
        data-field={key}
      />
    </div>
  );
  return (
    <fieldset className={styles.sealed} data-testid="caller-fields">
      <legend>
        <Icon name="lock" size={13} /> {t('incident.caller.title')} <small>{t('incident.caller.sealed')}</small>
      </legend>
      <div className={styles.pair}>
        {line('name')}
        {line('phone')}
      </div>
      {line('address')}
      <div className={styles.line}>
        <span>{t('incident.caller.reply')}</span>
        <OneOf<(typeof REPLIES)[number]>
          size="small"
          aria-label={t('incident.caller.reply')}
          value={caller.reply ?? ''}
          options={REPLIES.map((value) => ({
            value,
            label: (
              <span data-testid={`caller-reply-${value || 'unasked'}`}>
                {t(`incident.caller.replies.${value || 'unasked'}`)}
              </span>
            ),
          }))}
          onChange={(value) => change('reply', value === '' ? undefined : value)}
        />
      </div>
      <div className={styles.line}>
        <label htmlFor={`${id}about`}>{t('incident.caller.about')}</label>
        <PartyField
          id={`${id}about`}
          known={known}
          value={caller.about ?? null}
          onChange={(about) => change('about', about ?? undefined)}
        />
      </div>
    </fieldset>
  );
}
