// When the silent are called, by priority: for the orders from now on.

import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Ladders } from '../../bridge/wire/Ladders';
import type { Priority } from '../../bridge/wire/Priority';
import { useDoing } from '../../desk/calls';
import { useLadders } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { Loading, Note } from '../../shared/parts';
import styles from './ladder.module.css';
import { minutesIn, minutesSaid } from './minutes';

const PRIORITIES: readonly Priority[] = ['critical', 'urgent', 'normal'];

export function LadderForm({ onClose }: { onClose: () => void }) {
  const ladders = useLadders();
  if (ladders.error) return <Note {...failureWords(ladders.error)} />;
  if (!ladders.data) return <Loading label={t('shell.loading')} />;
  return <Form known={ladders.data} onClose={onClose} />;
}

function Form({ known, onClose }: { known: Ladders; onClose: () => void }) {
  const doing = useDoing();
  const [said, setSaid] = useState<Record<Priority, string>>({
    normal: minutesSaid(known.normal),
    urgent: minutesSaid(known.urgent),
    critical: minutesSaid(known.critical),
  });
  const wrong = PRIORITIES.filter((priority) => minutesIn(said[priority]) === null);
  const changed = PRIORITIES.filter((priority) => said[priority] !== minutesSaid(known[priority]));
  const set = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    for (const priority of changed) {
      const minutes = minutesIn(said[priority]);
      if (minutes === null) return;
      if ((await doing.go({ type: 'set_ladder', priority, minutes })) === null) return;
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
        </div>
      ))}
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
