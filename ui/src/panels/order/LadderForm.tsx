// When the silent are called, by priority: for the orders from now on.

import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { GatewayKind } from '../../bridge/wire/GatewayKind';
import type { Ladders } from '../../bridge/wire/Ladders';
import type { Priority } from '../../bridge/wire/Priority';
import type { RungMessage } from '../../bridge/wire/RungMessage';
import { useDoing } from '../../desk/calls';
import { useGateways, useLadders } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { Picker } from '../../shared/Picker';
import { Loading, Note } from '../../shared/parts';
import styles from './ladder.module.css';
import { minutesIn, minutesSaid } from './minutes';

const PRIORITIES: readonly Priority[] = ['critical', 'urgent', 'normal'];

export function LadderForm({ onClose }: { onClose: () => void }) {
  const ladders = useLadders();
  const gateways = useGateways(true).data?.gateways ?? [];
  if (ladders.error) return <Note {...failureWords(ladders.error)} />;
  if (!ladders.data) return <Loading label={t('shell.loading')} />;
  const open = gateways.filter((card) => card.is_on).map((card) => card.by);
  return <Form known={ladders.data} open={open} onClose={onClose} />;
}

type FormProps = {
  known: Ladders;
  /** The gateways that are on. */
  open: readonly GatewayKind[];
  onClose: () => void;
};

function Form({ known, open, onClose }: FormProps) {
  const doing = useDoing();
  const [said, setSaid] = useState<Record<Priority, string>>({
    normal: minutesSaid(known.normal),
    urgent: minutesSaid(known.urgent),
    critical: minutesSaid(known.critical),
  });
  const [messages, setMessages] = useState(known.messages);
  const wrong = PRIORITIES.filter((priority) => minutesIn(said[priority]) === null);
  const changed = PRIORITIES.filter(
    (priority) =>
      said[priority] !== minutesSaid(known[priority]) || keyOf(messages[priority]) !== keyOf(known.messages[priority]),
  );
  const set = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    for (const priority of changed) {
      const minutes = minutesIn(said[priority]);
      if (minutes === null) return;
      const message = messages[priority];
      const isThere = message !== undefined && message.rung <= minutes.length;
      const set = { type: 'set_ladder', priority, minutes, ...(isThere && { message }) } as const;
      if ((await doing.go(set)) === null) return;
    }
    onClose();
  };
  const failure = doing.failure === null ? null : failureWords(doing.failure);
  return (
    <form className={styles.form} onSubmit={(event) => void set(event)} onKeyDown={keepEnter} data-testid="ladder-form">
      <p className={styles.quiet}>{t('order.ladder.how')}</p>
      {PRIORITIES.map((priority) => (
        <div key={priority}>
          <label htmlFor={`ladder-${priority}`}>{t(`order.priority.${priority}`)}</label>
          <Input
            id={`ladder-${priority}`}
            size="small"
            value={said[priority]}
            status={wrong.includes(priority) ? 'error' : ''}
            placeholder={t('order.ladder.nobody')}
            onChange={(event) => setSaid({ ...said, [priority]: event.target.value })}
            data-testid="ladder-minutes"
          />
          <MessageChoice
            minutes={minutesIn(said[priority]) ?? []}
            open={open}
            label={t('order.ladder.message.label', { priority: t(`order.priority.${priority}`) })}
            chosen={messages[priority]}
            onChoose={(message) => setMessages({ ...messages, [priority]: message })}
          />
        </div>
      ))}
      {open.length > 0 && <p className={styles.quiet}>{t('order.ladder.message.how')}</p>}
      {wrong.length > 0 && <p className={styles.bad}>{t('order.ladder.wrong')}</p>}
      {failure && <Note {...failure} />}
      <div className={styles.buttons}>
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          loading={doing.busy}
          disabled={wrong.length > 0 || changed.length === 0}
          data-testid="ladder-save"
        >
          {t('order.ladder.save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('order.log.cancel')}
        </Button>
      </div>
    </form>
  );
}

type ChoiceProps = {
  minutes: readonly number[];
  open: readonly GatewayKind[];
  label: string;
  chosen: RungMessage | undefined;
  onChoose: (message: RungMessage | undefined) => void;
};

/** At which rung, and by which gateway, those are told who are silent and have no page open. */
function MessageChoice({ minutes, open, label, chosen, onChoose }: ChoiceProps) {
  const known = chosen && !open.includes(chosen.by) ? [chosen.by, ...open] : open;
  if (known.length === 0) return null;
  const messages = minutes.flatMap((minute, at) => known.map((by) => ({ by, rung: at + 1, minute })));
  const options = messages.map((one) => ({
    value: keyOf(one),
    label: t('order.ladder.message.at', { minutes: one.minute, name: t(`gateway.name.${one.by}`) }),
  }));
  const value = options.some((option) => option.value === keyOf(chosen)) ? keyOf(chosen) : '';
  return (
    <Picker
      size="small"
      popupMatchSelectWidth={false}
      aria-label={label}
      value={value}
      options={[{ value: '', label: t('order.ladder.message.none') }, ...options]}
      onChange={(next: string) => {
        const one = messages.find((message) => keyOf(message) === next);
        onChoose(one && { by: one.by, rung: one.rung });
      }}
      data-testid="ladder-message"
    />
  );
}

function keyOf(message: RungMessage | undefined): string {
  return message ? `${message.by} ${message.rung}` : '';
}
