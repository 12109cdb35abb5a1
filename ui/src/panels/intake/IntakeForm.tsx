// A new way in: for which system, by which way, where, and for how long.

import { Button, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { Action } from '../../bridge/wire/Action';
import type { IncidentChannel } from '../../bridge/wire/IncidentChannel';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { Picker } from '../../shared/Picker';
import styles from './intake.module.css';

type Opening = Extract<Action, { type: 'open_intake' }>;

type Props = {
  busy: boolean;
  gridField: (value: string, onWrite: (path: string) => void) => ReactNode;
  onOpen: (action: Opening) => void;
  onBack: () => void;
};

/** As the rules have it. */
const LONGEST_NAME = 60;
const MOST_DAYS = 3660;
/** What other systems may bring in. */
const WAYS: IncidentChannel[] = ['hotline', 'mailbox', 'patrol', 'video', 'call', 'other'];

export function IntakeForm({ busy, gridField, onOpen, onBack }: Props) {
  const id = useId();
  const [name, setName] = useState('');
  const [channel, setChannel] = useState<IncidentChannel>('hotline');
  const [subtree, setSubtree] = useState('');
  const [typed, setTyped] = useState('365');
  const days = typed.trim() === '' ? null : Number(typed.trim());
  const canOpen = name.trim() !== '' && (days === null || (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS));
  return (
    <form
      className={styles.form}
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault();
        if (!canOpen || busy) return;
        onOpen({ type: 'open_intake', name: name.trim(), channel, subtree: subtree === '' ? null : subtree, days });
      }}
      data-testid="intake-form"
    >
      <Input
        autoFocus
        className={styles.long ?? ''}
        aria-label={t('intake.column.name')}
        placeholder={t('intake.nameHow')}
        maxLength={LONGEST_NAME}
        value={name}
        onChange={(event) => setName(event.target.value)}
        data-testid="intake-name"
      />
      <Picker<IncidentChannel>
        popupMatchSelectWidth={false}
        aria-label={t('intake.column.channel')}
        value={channel}
        options={WAYS.map((way) => ({ value: way, label: nameOf('incident_channel', way) }))}
        onChange={setChannel}
        data-testid="intake-channel"
      />
      <span>
        {t('intake.grid')} <span className={styles.grid}>{gridField(subtree, setSubtree)}</span>
      </span>
      <span>
        <label htmlFor={id}>{t('intake.days')}</label>{' '}
        <Input
          id={id}
          className={styles.days ?? ''}
          inputMode="numeric"
          placeholder={t('intake.noEnd')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          data-testid="intake-days"
        />
      </span>
      <span className={styles.buttons}>
        <Button onClick={onBack}>{t('intake.back')}</Button>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!canOpen} data-testid="intake-make">
          {t('intake.make')}
        </Button>
      </span>
    </form>
  );
}
