import type { Checkpoint } from '../../bridge/wire/Checkpoint';
import type { CheckpointState } from '../../bridge/wire/CheckpointState';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { OneOf } from '../../shared/OneOf';
import { Note, Section } from '../../shared/parts';
import styles from './amend.module.css';

const STATES: CheckpointState[] = ['open', 'closed'];
const QUEUES = [0, 1, 2, 3];

/** Whether a checkpoint lets traffic pass and how long its queue is, as somebody at the desk hears it. */
export function SetCheckpoint({ row, digest }: { row: Checkpoint; digest: string }) {
  const doing = useDoing();
  const set = (change: Partial<Pick<Checkpoint, 'state' | 'queue'>>): void => {
    const { id, state, queue } = { ...row, ...change };
    void doing.go({ type: 'set_checkpoint', id, seen: digest, state, queue });
  };
  return (
    <Section title={t('amend.checkpoint')}>
      <div className={styles.checkpoint} data-testid="set-checkpoint">
        <OneOf
          size="small"
          aria-label={t('amend.field.state')}
          value={row.state}
          disabled={doing.busy}
          options={STATES.map((value) => ({ value, label: t(`grid.checkpoint.state.${value}`) }))}
          onChange={(state) => set({ state })}
        />
        <OneOf
          size="small"
          aria-label={t('grid.checkpoint.queue')}
          value={row.queue}
          disabled={doing.busy}
          options={QUEUES.map((value) => ({ value, label: t(`grid.checkpoint.queues.${value}`) }))}
          onChange={(queue) => set({ queue })}
        />
      </div>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </Section>
  );
}
