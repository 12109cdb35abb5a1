// Ends an order: closes it with everybody accounted for or with a reason, or withdraws it.

import type { InputRef } from 'antd';
import { Button } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { LiveBoard } from '../../desk/board';
import { useDoing } from '../../desk/calls';
import { isSilent } from '../../desk/silence';
import { unanswered } from '../../desk/tally';
import { failureWords } from '../../i18n/failure';
import { listed, t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { Note } from '../../shared/parts';
import { ReasonInput } from '../../shared/ReasonInput';
import styles from './ladder.module.css';

export type EndWish = 'close' | 'withdraw';
type Props = { board: LiveBoard; wish: EndWish; onClose: () => void };

/** So many of those who are not accounted for are named. */
const NAMED = 12;

export function EndForm({ board, wish, onClose }: Props) {
  const doing = useDoing();
  const [reason, setReason] = useState('');
  const input = useRef<InputRef>(null);
  const { id: order } = board.card.order;
  const open = unanswered(board.units);
  const needsReason = wish === 'withdraw' || open > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field comes with the first who is not accounted for
  useEffect(() => input.current?.focus(), [needsReason]);
  const canEnd = !needsReason || reason.trim() !== '';
  const end = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!canEnd) return;
    const outcome = await doing.go(
      wish === 'close'
        ? { type: 'close_order', order, reason: needsReason ? reason : null }
        : { type: 'withdraw_order', order, reason },
    );
    if (outcome) onClose();
  };
  const failure = doing.failure === null ? null : failureWords(doing.failure);
  return (
    <form className={styles.endForm} data-testid="end-form" onSubmit={(event) => void end(event)} onKeyDown={keepEnter}>
      <strong>{t(`order.end.${wish}.title`)}</strong>
      {wish === 'close' && <Account board={board} open={open} />}
      {wish === 'withdraw' && <p className={styles.quiet}>{t('order.end.withdraw.what')}</p>}
      {needsReason && (
        <ReasonInput
          ref={input}
          label={t('order.end.reason')}
          placeholder={t(`order.end.${wish}.reason`)}
          value={reason}
          onChange={setReason}
          testId="end-reason"
        />
      )}
      {failure && <Note {...failure} />}
      <div className={styles.buttons}>
        <Button
          size="small"
          type="primary"
          danger={wish === 'withdraw'}
          autoFocus={!needsReason}
          loading={doing.busy}
          disabled={!canEnd}
          htmlType="submit"
          data-testid="end-send"
        >
          {t(`order.end.${wish}.send`)}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('order.log.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Who is not accounted for. */
function Account({ board, open }: { board: LiveBoard; open: number }) {
  const { expected } = board.units;
  if (open === 0) return <p className={styles.good}>{t('order.end.allAccounted', { expected })}</p>;
  const silent = board.rows.filter((row) => isSilent(board, row));
  const names = silent.slice(0, NAMED).map((row) => row.person);
  return (
    <p className={styles.slow} data-testid="end-open">
      {t('order.end.notAccounted', { count: open, expected })}
      {listed(names)}
      {silent.length > NAMED && t('order.end.andMore', { count: silent.length - NAMED })}
    </p>
  );
}
