// A new draft: its name, and the scheme whose grids it begins with.

import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Scheme } from '../../bridge/wire/Scheme';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { Picker } from '../../shared/Picker';
import { Note } from '../../shared/parts';
import styles from './scheme.module.css';

type Props = { schemes: Scheme[]; onMade: (name: string) => void; onCancel: () => void };

/** No scheme is called so: names are never empty. */
const NONE = '';

export function BeginForm({ schemes, onMade, onCancel }: Props) {
  const published = schemes.find(({ state }) => state === 'published')?.name;
  const [name, setName] = useState('');
  const [from, setFrom] = useState(published ?? NONE);
  const doing = useDoing();
  const make = async (): Promise<void> => {
    const action = { type: 'draft_scheme', name: name.trim(), from: from === NONE ? null : from } as const;
    const outcome = await doing.go(action);
    if (outcome?.type === 'scheme_drafted') onMade(outcome.scheme);
  };
  const options = [
    ...schemes.map((scheme) => ({
      value: scheme.name,
      label: scheme.name === published ? t('scheme.begin.published', { name: scheme.name }) : scheme.name,
    })),
    { value: NONE, label: t('scheme.begin.empty') },
  ];
  return (
    <form
      className={styles.form}
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <label htmlFor="scheme-name">{t('scheme.begin.name')}</label>
      <Input
        id="scheme-name"
        value={name}
        autoFocus
        autoComplete="off"
        placeholder={t('scheme.begin.nameHint')}
        onChange={(event) => setName(event.target.value)}
        data-testid="scheme-name"
      />
      <label htmlFor="scheme-from">{t('scheme.begin.from')}</label>
      <Picker id="scheme-from" value={from} options={options} onChange={setFrom} data-testid="scheme-from" />
      {from === NONE && <p className={styles.across}>{t('scheme.begin.emptyHow', { name: name.trim() || '…' })}</p>}
      {doing.failure !== null && (
        <div className={styles.across}>
          <Note {...failureWords(doing.failure)} />
        </div>
      )}
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{t('scheme.begin.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={doing.busy} data-testid="scheme-make">
          {t('scheme.begin.go')}
        </Button>
      </div>
    </form>
  );
}
