// Binds a robot of a group elsewhere to a channel. Address and secret go to the desk, which seals them; no page ever
// gets them back.

import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import type { OrderKind } from '../../bridge/wire/OrderKind';
import type { RobotCard } from '../../bridge/wire/RobotCard';
import type { RobotSetting } from '../../bridge/wire/RobotSetting';
import { useDoing } from '../../desk/calls';
import { ADDRESSES, ROBOT_KINDS } from '../../desk/robots';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { Picker } from '../../shared/Picker';
import { Note, WordButton } from '../../shared/parts';
import styles from './robot.module.css';

type Props = {
  /** None: a new one is bound. */
  known: RobotCard | null;
  start: RobotSetting;
  channelName: string;
  onDone: () => void;
};

const KINDS: readonly OrderKind[] = ['notice', 'command', 'check', 'help', 'roll_call'];
const PRIORITIES = ['normal', 'urgent', 'critical'] as const;

export function RobotForm({ known, start, channelName, onDone }: Props) {
  const [setting, setSetting] = useState(start);
  const [address, setAddress] = useState('');
  const [secret, setSecret] = useState('');
  const [isNear, setNear] = useState(Boolean(start.near));
  const [isUnbinding, setUnbinding] = useState(false);
  const doing = useDoing();
  const change = (some: Partial<RobotSetting>): void => setSetting({ ...setting, ...some });
  const isKept = known !== null && known.setting.kind === setting.kind;
  const go = async (): Promise<void> => {
    const wish = {
      setting,
      address: address.trim() === '' ? null : address.trim(),
      secret: secret.trim() === '' ? null : secret.trim(),
      is_near: isNear,
    };
    if (await doing.go({ type: 'bind_robot', robot: known?.id ?? null, wish })) onDone();
  };
  return (
    <form
      className={styles.form}
      autoComplete="off"
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
      data-testid="robot-form"
    >
      <p>{t('robot.form.how', { channel: channelName })}</p>
      <label htmlFor="robot-kind">{t('robot.form.kind')}</label>
      <Picker
        id="robot-kind"
        value={setting.kind}
        onChange={(kind) => change({ kind })}
        options={ROBOT_KINDS.map((kind) => ({ value: kind, label: t(`robot.kind.${kind}`) }))}
        data-testid="robot-kind"
      />
      <label htmlFor="robot-name">{t('robot.form.name')}</label>
      <Input
        id="robot-name"
        value={setting.name}
        maxLength={40}
        autoFocus
        autoComplete="off"
        onChange={(event) => change({ name: event.target.value })}
        data-testid="robot-name"
      />
      <label htmlFor="robot-address">{t('robot.form.address')}</label>
      <Input
        id="robot-address"
        type="password"
        value={address}
        autoComplete="new-password"
        spellCheck={false}
        placeholder={isKept ? t('robot.form.kept') : `${ADDRESSES[setting.kind]}…`}
        onChange={(event) => setAddress(event.target.value)}
        data-testid="robot-address"
      />
      {setting.kind !== 'wecom' && (
        <>
          <label htmlFor="robot-secret">{t('robot.form.secret')}</label>
          <Input
            id="robot-secret"
            type="password"
            value={secret}
            autoComplete="new-password"
            spellCheck={false}
            placeholder={isKept && known.is_signed ? t('robot.form.kept') : t('robot.form.unsigned')}
            onChange={(event) => setSecret(event.target.value)}
            data-testid="robot-secret"
          />
        </>
      )}
      <span className={styles.label}>{t('robot.form.orders')}</span>
      <Checkbox.Group
        value={setting.kinds}
        onChange={(kinds) => change({ kinds: KINDS.filter((kind) => kinds.includes(kind)) })}
        options={KINDS.map((kind) => ({ value: kind, label: t(`order.kind.${kind}`) }))}
      />
      <label htmlFor="robot-least">{t('robot.form.least')}</label>
      <Picker
        id="robot-least"
        value={setting.least}
        onChange={(least) => change({ least })}
        options={PRIORITIES.map((one) => ({ value: one, label: t(`order.priority.${one}`) }))}
      />
      <span className={styles.label}>{t('robot.form.beside')}</span>
      <span className={styles.checks}>
        <Checkbox checked={setting.notices} onChange={(event) => change({ notices: event.target.checked })}>
          {t('robot.notices')}
        </Checkbox>
        <Checkbox checked={setting.reminders} onChange={(event) => change({ reminders: event.target.checked })}>
          {t('robot.reminders')}
        </Checkbox>
        <Checkbox
          checked={setting.span === 'below'}
          onChange={(event) => change({ span: event.target.checked ? 'below' : 'here' })}
        >
          {t('robot.below')}
        </Checkbox>
      </span>
      <label htmlFor="robot-language">{t('robot.form.language')}</label>
      <Picker
        id="robot-language"
        value={setting.language}
        onChange={(language) => change({ language })}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      <span className={styles.label} />
      <Checkbox checked={isNear} onChange={(event) => setNear(event.target.checked)} data-testid="robot-near">
        {t('robot.form.near')}
      </Checkbox>
      {doing.failure !== null && (
        <div className={styles.wide}>
          <Note {...failureWords(doing.failure)} />
        </div>
      )}
      <footer>
        <Button size="small" type="primary" htmlType="submit" loading={doing.busy} data-testid="robot-go">
          {t(known ? 'robot.form.change' : 'robot.bind')}
        </Button>
        <WordButton onClick={onDone}>{t('robot.form.cancel')}</WordButton>
        {known && !isUnbinding && (
          <WordButton onClick={() => setUnbinding(true)} testId="robot-unbind">
            {t('robot.form.unbind')}
          </WordButton>
        )}
        {known && isUnbinding && (
          <Button
            size="small"
            danger
            loading={doing.busy}
            onClick={async () => (await doing.go({ type: 'unbind_robot', robot: known.id })) && onDone()}
            data-testid="robot-unbind-go"
          >
            {t('robot.form.unbindGo', { shown: known.waiting })}
          </Button>
        )}
      </footer>
    </form>
  );
}
