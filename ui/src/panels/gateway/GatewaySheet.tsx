// The site's own SMS and voice gateways: how each stands, and, for an admin, its template, a try and what came to no
// good end.

import { Button, Input } from 'antd';
import { useState } from 'react';
import type { GatewayCard } from '../../bridge/wire/GatewayCard';
import type { GatewayKind } from '../../bridge/wire/GatewayKind';
import type { GatewayList } from '../../bridge/wire/GatewayList';
import type { Outcome } from '../../bridge/wire/Outcome';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { clockTime, figure, shortTime } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import { Note } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import { GatewayForm } from './GatewayForm';
import styles from './gateway.module.css';
import { SendList } from './SendList';

type Props = { list: GatewayList; mayChange: boolean; onClose: () => void };

export function GatewaySheet({ list, mayChange, onClose }: Props) {
  const [by, setBy] = useState<GatewayKind>('sms');
  const [isWriting, setWriting] = useState(false);
  const doing = useDoing();
  const card = list.gateways.find((one) => one.by === by);
  const sends = list.sends.filter(({ line }) => line.by === by);
  const act = async (action: Parameters<typeof doing.go>[0]): Promise<void> => {
    if ((await doing.go(action)) !== null) setWriting(false);
  };
  if (!card) return null;
  return (
    <Sheet title={t('gateway.title')} testId="gateways" wide onClose={onClose}>
      <p className={styles.quiet}>{t('gateway.what')}</p>
      {list.is_drill && <Note kind="refused" title={t('gateway.drillStore')} advice={t('gateway.drillStoreAdvice')} />}
      <OneOf
        className={styles.kinds}
        value={by}
        options={(['sms', 'voice'] as const).map((value) => ({ value, label: t(`gateway.name.${value}`) }))}
        onChange={(kind) => {
          setBy(kind);
          setWriting(false);
          doing.forget();
        }}
        data-testid="gateway-kinds"
      />
      <State card={card} />
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {mayChange && !list.is_drill && isWriting && (
        <GatewayForm
          key={by}
          card={card}
          busy={doing.busy}
          onKeep={(wish) => void act({ type: 'set_gateway', by, wish })}
          onOff={card.is_on ? () => void act({ type: 'set_gateway', by, wish: null }) : null}
          onBack={() => setWriting(false)}
        />
      )}
      {!isWriting && (
        <>
          {mayChange && !list.is_drill && (
            <div className={styles.foot}>
              {card.is_on && <Try key={by} by={by} />}
              <span className={styles.grow} />
              <Button
                type={card.is_on ? 'default' : 'primary'}
                onClick={() => setWriting(true)}
                data-testid="gateway-write"
              >
                {t(card.is_on ? 'gateway.change' : 'gateway.enter')}
              </Button>
            </div>
          )}
          {!mayChange && <p className={styles.quiet}>{t('gateway.mayNot')}</p>}
          {card.report_path !== null && (
            <p className={styles.quiet}>
              {t('gateway.reportAt')}
              <code className={styles.path} data-testid="gateway-path">
                {window.location.origin}
                {card.report_path}
              </code>
            </p>
          )}
          <h3 className={styles.head}>{t('gateway.queue')}</h3>
          <SendList
            rows={sends}
            total={list.total}
            busy={doing.busy}
            onSettle={mayChange ? (ids, how) => void act({ type: 'settle_sends', sends: ids, how }) : null}
          />
        </>
      )}
    </Sheet>
  );
}

function State({ card }: { card: GatewayCard }) {
  if (!card.is_on)
    return (
      <p className={styles.state} data-on={false} data-testid="gateway-state">
        <i />
        {t('gateway.isOff')}
      </p>
    );
  const left = Math.max(0, card.a_day - card.today);
  return (
    <p className={styles.state} data-on data-testid="gateway-state" data-spent={card.is_spent}>
      <i />
      {t('gateway.isOn')}
      <span>{t('gateway.today', { today: figure(card.today), left: figure(left) })}</span>
      {card.waiting > 0 && <span>{t('gateway.waiting', { count: figure(card.waiting) })}</span>}
      {card.pause !== null && (
        <em>
          {t(card.is_spent ? 'gateway.spent' : 'gateway.pause', {
            time: card.is_spent ? shortTime(card.pause) : clockTime(card.pause),
          })}
        </em>
      )}
    </p>
  );
}

/** One message to a number that one types, and exactly what comes back. */
function Try({ by }: { by: GatewayKind }) {
  const [to, setTo] = useState('');
  const [came, setCame] = useState<Extract<Outcome, { type: 'gateway_tried' }> | null>(null);
  const doing = useDoing();
  const go = async (): Promise<void> => {
    setCame(null);
    const outcome = await doing.go({ type: 'try_gateway', by, to });
    if (outcome?.type === 'gateway_tried') setCame(outcome);
  };
  return (
    <form
      className={styles.try}
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <div className={styles.pair}>
        <Input
          aria-label={t('gateway.tryTo')}
          value={to}
          placeholder={t('gateway.tryTo')}
          onChange={(event) => setTo(event.target.value)}
          data-testid="gateway-try-to"
        />
        <Button htmlType="submit" loading={doing.busy} disabled={to.trim() === ''} data-testid="gateway-try">
          {t('gateway.try')}
        </Button>
      </div>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {came && (
        <p className={styles.came} data-upshot={came.upshot.type} data-testid="gateway-came">
          <b>{t(`gateway.upshot.${came.upshot.type}`)}</b>
          {came.upshot.type !== 'taken' && <span>{came.upshot.reason}</span>}
          {came.said !== '' && <code>{came.said}</code>}
        </p>
      )}
    </form>
  );
}
