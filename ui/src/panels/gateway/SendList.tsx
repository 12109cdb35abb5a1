// Messages that wait or came to no good end, with what an admin can do with them.

import { Button } from 'antd';
import { useState } from 'react';
import type { SendRow } from '../../bridge/wire/SendRow';
import type { Settling } from '../../bridge/wire/Settling';
import { sendReason, sendWords } from '../../i18n/sends';
import { t } from '../../i18n/words';
import { clockTime, figure } from '../../shared/format';
import styles from './gateway.module.css';

type Props = {
  rows: readonly SendRow[];
  total: number;
  busy: boolean;
  /** None for who may only look. */
  onSettle: ((sends: string[], how: Settling) => void) | null;
};

/** So many are shown before one asks for more. */
const SHOWN = 8;

export function SendList({ rows, total, busy, onSettle }: Props) {
  const [isWhole, setWhole] = useState(false);
  const failed = rows.filter(({ line }) => line.state !== 'waiting').map(({ line }) => line.send);
  const shown = isWhole ? rows : rows.slice(0, SHOWN);
  if (rows.length === 0) return <p className={styles.quiet}>{t('gateway.none')}</p>;
  return (
    <div data-testid="gateway-sends">
      <ul className={styles.sends}>
        {shown.map(({ line, number, person, post, order }) => (
          <li key={line.send} data-state={line.state} data-post={post} data-order={order} data-testid="gateway-send">
            <b>{person}</b>
            <code>{number}</code>
            <em data-state={line.state}>{sendWords(line)}</em>
            <span title={line.said ?? undefined}>
              {line.due !== null ? t('gateway.due', { time: clockTime(line.due) }) : clockTime(line.at)}{' '}
              {sendReason(line)}
            </span>
            {onSettle && (
              <span className={styles.acts}>
                <Button
                  size="small"
                  disabled={busy}
                  onClick={() => onSettle([line.send], 'retry')}
                  data-testid="send-retry"
                >
                  {t('gateway.retry')}
                </Button>
                <Button
                  size="small"
                  disabled={busy}
                  onClick={() => onSettle([line.send], 'drop')}
                  data-testid="send-drop"
                >
                  {t('gateway.drop')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.more}>
        {rows.length > shown.length && (
          <Button size="small" type="link" onClick={() => setWhole(true)}>
            {t('gateway.more', { count: figure(total - shown.length) })}
          </Button>
        )}
        {onSettle && failed.length > 1 && (
          <>
            <Button size="small" disabled={busy} onClick={() => onSettle(failed, 'retry')}>
              {t('gateway.retryAll', { count: figure(failed.length) })}
            </Button>
            <Button size="small" disabled={busy} onClick={() => onSettle(failed, 'drop')}>
              {t('gateway.dropAll')}
            </Button>
          </>
        )}
      </p>
    </div>
  );
}
