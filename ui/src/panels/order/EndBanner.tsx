// That an order has ended, how, when and why.

import type { OrderEnd } from '../../bridge/wire/OrderEnd';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { WordButton } from '../../shared/parts';
import styles from './ladder.module.css';

type Props = { end: OrderEnd; onOrder: (order: string) => void };

export function EndBanner({ end, onOrder }: Props) {
  const { how } = end;
  return (
    <p className={styles.banner} data-how={how.end} data-testid="order-ended" role="status">
      <strong>{t(`order.end.${how.end}`)}</strong> {shortTime(end.at)} · {t(`shell.role.${end.by.role}`)}
      {how.end === 'closed' &&
        ` · ${t('order.end.stood', { accounted: accounted(how.stood), expected: how.stood.expected })}`}
      {how.end !== 'corrected' && how.reason && <q>{how.reason}</q>}
      {how.end === 'corrected' && (
        <WordButton onClick={() => onOrder(how.order)}>{t('order.end.goToCorrection')}</WordButton>
      )}
    </p>
  );
}

function accounted({
  expected,
  waiting,
  delivered,
  read,
}: Record<'expected' | 'waiting' | 'delivered' | 'read', number>) {
  return expected - waiting - delivered - read;
}
