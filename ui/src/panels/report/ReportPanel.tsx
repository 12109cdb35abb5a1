// One report: what was found, where, by whom, what was done about it, and what one does now.

import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { AttachmentList } from '../../attachments/AttachmentList';
import type { ReportCard } from '../../bridge/wire/ReportCard';
import type { ReportStep } from '../../bridge/wire/ReportStep';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { failureWords } from '../../i18n/failure';
import { named } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Key, Needed, Note, Section, Tag, WordButton } from '../../shared/parts';
import { STATE_TONES, URGENCY_TONES } from './looks';
import styles from './report.module.css';

type Props = {
  card: ReportCard;
  isShown: boolean;
  mayHandle: boolean;
  mayOrder: boolean;
  onGo: () => void;
  onGrid: (path: string) => void;
  onOrder: (order: string) => void;
  /** Composes an order of it. */
  onMake: () => void;
  onClose: () => void;
};

/** As the rules have it. */
const LONGEST = 1000;

export function ReportPanel(props: Props) {
  const { card, isShown, mayHandle, mayOrder } = props;
  const { line } = card;
  const [ending, setEnding] = useState<'settle' | 'close' | null>(null);
  const [words, setWords] = useState('');
  const doing = useDoing();
  const canTake = mayHandle && line.state === 'new';
  const canEnd = mayHandle && line.state === 'taken_up';
  const canOrder = mayOrder && (line.state === 'new' || line.state === 'taken_up');
  const go = async (step: ReportStep): Promise<void> => {
    const outcome = await doing.go({ type: 'handle_report', report: line.id, step });
    if (outcome === null) return;
    setEnding(null);
    setWords('');
  };
  const end = (): void => {
    if (words.trim() === '' || ending === null) return;
    void go(ending === 'settle' ? { step: 'settle', words } : { step: 'close', reason: words });
  };
  useEffect(() =>
    isShown
      ? offerHands({
          ...(canOrder && { order: props.onMake }),
          ...(ending !== null && { send: end, fold: () => setEnding(null) }),
          ...((canTake || canEnd) && {
            report: {
              takeUp: () => canTake && void go({ step: 'take_up' }),
              settle: () => canEnd && setEnding('settle'),
              close: () => canEnd && setEnding('close'),
            },
          }),
        })
      : undefined,
  );
  return (
    <section className={styles.card} data-testid="report" data-state={line.state}>
      <header className={styles.title}>
        <code>{line.number}</code>
        <Tag tone={STATE_TONES[line.state]}>{t(`report.state.${line.state}`)}</Tag>
        <Tag tone={URGENCY_TONES[line.urgency]}>{t(`order.priority.${line.urgency}`)}</Tag>
        <b>{named('report_kind', line.kind)}</b>
        <button type="button" aria-label={t('report.leave')} title={t('report.leave')} onClick={props.onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
      <div className={styles.body}>
        <p className={styles.said} data-testid="report-said">
          {line.words === '' ? t('report.wordless') : line.words}
        </p>
        <AttachmentList attachments={card.attachments} />
        <dl className={styles.facts}>
          <dt>{t('report.place')}</dt>
          <dd>
            <WordButton onClick={() => props.onGrid(line.grid)}>
              {card.ancestors
                .slice(-2)
                .map(({ name }) => name)
                .join(' › ') || line.grid_name}
            </WordButton>
            <span>{t(`report.spot.${card.spot.at}`, { name: card.spot_name ?? '' })}</span>
            <WordButton onClick={props.onGo} testId="report-go">
              {t('report.go')} <Key>↵</Key>
            </WordButton>
          </dd>
          <dt>{t('report.who')}</dt>
          <dd>{card.post === null ? t('report.gone') : `${card.post.person} ${card.post.title} ${card.post.phone}`}</dd>
          <dt>{t('report.times')}</dt>
          <dd>
            {t('report.seen', { time: shortTime(line.seen) })} ·{' '}
            {t('report.arrived', { time: shortTime(line.arrived) })}
          </dd>
        </dl>
        {card.orders.length > 0 && (
          <Section title={t('report.orders')}>
            {card.orders.map(({ order, number }) => (
              <WordButton key={order} onClick={() => props.onOrder(order)} testId="report-order">
                {number}
              </WordButton>
            ))}
          </Section>
        )}
        {card.steps.length > 0 && (
          <Section title={t('report.course')}>
            <ol className={styles.course}>
              {card.steps.map(({ step, by, at }) => (
                <li key={`${at} ${step.step}`} data-testid="report-step">
                  <time>{shortTime(at)}</time> {t(`shell.role.${by.role}`)}{' '}
                  {t(`report.step.${step.step}`, {
                    words: 'words' in step ? step.words : 'reason' in step ? step.reason : '',
                  })}
                </li>
              ))}
            </ol>
          </Section>
        )}
        {ending !== null && (
          <>
            <label htmlFor="report-ending" className={styles.ending}>
              {t(ending === 'settle' ? 'report.settleHow' : 'report.closeWhy')}{' '}
              <Needed value={words}>{t('shell.needed')}</Needed>
            </label>
            <Input.TextArea
              id="report-ending"
              autoFocus
              rows={2}
              maxLength={LONGEST}
              value={words}
              aria-required
              onChange={(event) => setWords(event.target.value)}
              data-testid="report-ending"
            />
          </>
        )}
      </div>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {(canTake || canEnd || canOrder) && (
        <footer className={styles.foot}>
          {ending !== null ? (
            <>
              <Button onClick={() => setEnding(null)}>{t('report.cancel')}</Button>
              <Button
                type="primary"
                disabled={words.trim() === ''}
                loading={doing.busy}
                onClick={end}
                data-testid="report-end"
              >
                {t('report.keep')} <Key>Ctrl ↵</Key>
              </Button>
            </>
          ) : (
            <>
              {canEnd && (
                <Button onClick={() => setEnding('close')} data-testid="report-close">
                  {t('report.close')} <Key>Alt C</Key>
                </Button>
              )}
              {canEnd && (
                <Button onClick={() => setEnding('settle')} data-testid="report-settle">
                  {t('report.settle')} <Key>Alt D</Key>
                </Button>
              )}
              {canOrder && (
                <Button onClick={props.onMake} data-testid="report-make">
                  {t('report.order')} <Key>F4</Key>
                </Button>
              )}
              {canTake && (
                <Button
                  type="primary"
                  loading={doing.busy}
                  onClick={() => void go({ step: 'take_up' })}
                  data-testid="report-take"
                >
                  {t('report.takeUp')} <Key>Alt A</Key>
                </Button>
              )}
            </>
          )}
        </footer>
      )}
    </section>
  );
}
