// How the network's door is to be opened. Whoever changes nothing gets what most want.

import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { NetworkWish } from '../../bridge/wire/NetworkWish';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { OneOf } from '../../shared/OneOf';
import { formOf, LAST_PORT, wishOf } from './form';
import styles from './network.module.css';

type Props = { wish: NetworkWish; busy: boolean; onOpen: (wish: NetworkWish) => void };

export function OpenForm({ wish, busy, onOpen }: Props) {
  const [form, setForm] = useState(() => formOf(wish));
  const change = (some: Partial<typeof form>): void => setForm((before) => ({ ...before, ...some }));
  const asked = wishOf(form);
  return (
    <form
      className={styles.form}
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault();
        if (asked && !busy) onOpen(asked);
      }}
    >
      <label htmlFor="network-port">{t('network.port')}</label>
      <InputNumber
        id="network-port"
        min={1}
        max={LAST_PORT}
        precision={0}
        value={form.port}
        onChange={(port) => change({ port })}
        data-testid="network-port"
      />
      <label htmlFor="network-names">{t('network.names')}</label>
      <Input
        id="network-names"
        value={form.names}
        placeholder={t('network.namesHint')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change({ names: event.target.value })}
        data-testid="network-names"
      />
      <span>{t('network.certificate')}</span>
      <OneOf
        value={form.isSite}
        options={[
          { value: false, label: t('network.own') },
          { value: true, label: t('network.site') },
        ]}
        onChange={(isSite) => change({ isSite })}
        data-testid="network-certificate"
      />
      {form.isSite && (
        <>
          <label htmlFor="network-cert">{t('network.certificateFile')}</label>
          <Input
            id="network-cert"
            value={form.certificate}
            placeholder={t('network.path')}
            spellCheck={false}
            onChange={(event) => change({ certificate: event.target.value })}
            data-testid="network-cert"
          />
          <label htmlFor="network-key">{t('network.keyFile')}</label>
          <Input
            id="network-key"
            value={form.key}
            placeholder={t('network.path')}
            spellCheck={false}
            onChange={(event) => change({ key: event.target.value })}
            data-testid="network-key"
          />
        </>
      )}
      <Checkbox
        className={styles.across}
        checked={form.again}
        onChange={(event) => change({ again: event.target.checked })}
        data-testid="network-again"
      >
        {t('network.again')}
      </Checkbox>
      <Button
        className={styles.go}
        type="primary"
        htmlType="submit"
        loading={busy}
        disabled={asked === null}
        data-testid="network-open"
      >
        {t('network.open')}
      </Button>
    </form>
  );
}
