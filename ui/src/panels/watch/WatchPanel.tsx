// Who has the watch, and how it goes from one person to the next: what is open, signed by both.

import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Handover } from '../../bridge/wire/Handover';
import type { OfferLine } from '../../bridge/wire/OfferLine';
import type { WatchCard } from '../../bridge/wire/WatchCard';
import type { WatchLine } from '../../bridge/wire/WatchLine';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { seatWords } from '../../i18n/seat';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { keep, kept } from '../../shared/keep';
import { Note, Section, WordButton } from '../../shared/parts';
import styles from './watch.module.css';

type Props = {
  card: WatchCard;
  /** What is open now. */
  now: Handover | null;
  mayWatch: boolean;
  onOrder: (order: string) => void;
  onCheckpoint: (id: string) => void;
  onMissed: () => void;
  onIncidents: () => void;
  /** Prints the record of a watch; none: one may not. */
  onPrint: ((watch: string) => void) | null;
};

const NAME = 'wutu.name';
const LONGEST_NAME = 40;
const LONGEST = 1000;

export function WatchPanel(props: Props) {
  const { card, now, mayWatch, onPrint } = props;
  const { watch, offer } = card;
  return (
    <div className={styles.panel} data-testid="watch-panel">
      {watch === null ? (
        <Section title={t('duty.watch.title')}>
          <p className={styles.explain}>{t('duty.watch.nobody')}</p>
          {mayWatch && <Start />}
        </Section>
      ) : (
        <Section title={t('duty.watch.title')}>
          <p className={styles.holder} data-testid="watch-holder">
            <b>{watch.name}</b>
            <span>{t('duty.watch.since', { time: shortTime(watch.since) })}</span>
            <em>{seatWords(watch.by)}</em>
          </p>
        </Section>
      )}
      {now !== null && (
        <Section title={t('duty.watch.open')}>
          <Summary summary={now} {...props} />
        </Section>
      )}
      {watch !== null && offer !== null && (
        <Section title={t('duty.watch.signed')}>
          <Signed offer={offer} watch={watch} {...props} />
        </Section>
      )}
      {watch !== null && mayWatch && <Change key={watch.watch} watch={watch} offer={offer} />}
      {card.before.length > 0 && (
        <Section title={t('duty.watch.before')}>
          <ul className={styles.before}>
            {card.before.map((line) => (
              <li key={line.watch}>
                <b>{line.name}</b>
                <span>
                  {shortTime(line.since)} – {line.ended === null ? '' : shortTime(line.ended)}
                </span>
                {onPrint && <WordButton onClick={() => onPrint(line.watch)}>{t('duty.journal.print')}</WordButton>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function Summary({
  summary,
  onOrder,
  onCheckpoint,
  onMissed,
  onIncidents,
}: { summary: Handover } & Pick<Props, 'onOrder' | 'onCheckpoint' | 'onMissed' | 'onIncidents'>) {
  return (
    <dl className={styles.summary} data-testid="handover">
      <dt>{t('duty.watch.orders')}</dt>
      <dd>
        {figure(summary.open)}
        {summary.open > 0 && <em>{t('duty.watch.silent', { count: summary.silent })}</em>}
        {summary.orders.map((order) => (
          <WordButton key={order.order} onClick={() => onOrder(order.order)}>
            {order.number} {figure(order.silent)}/{figure(order.expected)}
          </WordButton>
        ))}
      </dd>
      <dt>{t('duty.watch.checkpoints')}</dt>
      <dd>
        {figure(summary.checkpoints.length)}
        {summary.checkpoints.map((one) => (
          <WordButton key={one.id} onClick={() => onCheckpoint(one.id)}>
            {one.name}
          </WordButton>
        ))}
      </dd>
      <dt>{t('duty.watch.schemes')}</dt>
      <dd>
        {figure(summary.schemes.length)}
        {summary.schemes.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </dd>
      <dt>{t('duty.missed.title')}</dt>
      <dd>
        <WordButton onClick={onMissed}>{figure(summary.missed)}</WordButton>
      </dd>
      <dt>{t('duty.watch.incidents')}</dt>
      <dd>
        <WordButton onClick={onIncidents}>{figure(summary.incidents)}</WordButton>
      </dd>
      <dt>{t('duty.watch.entries')}</dt>
      <dd>{figure(summary.entries)}</dd>
    </dl>
  );
}

function Start() {
  const [name, setName] = useState(() => kept(NAME) ?? '');
  const doing = useDoing();
  const start = async (): Promise<void> => {
    if (name.trim() !== '' && (await doing.go({ type: 'start_watch', name }))) keep(NAME, name.trim());
  };
  return (
    <div className={styles.form}>
      <Name value={name} onChange={setName} label={t('duty.watch.name')} />
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      <Button
        type="primary"
        disabled={name.trim() === ''}
        loading={doing.busy}
        onClick={() => void start()}
        data-testid="watch-start"
      >
        {t('duty.watch.start')}
      </Button>
    </div>
  );
}

/** What the one who goes has signed, as the one who comes reads it. */
function Signed({
  offer,
  watch,
  ...goes
}: { offer: OfferLine; watch: WatchLine } & Pick<Props, 'onOrder' | 'onCheckpoint' | 'onMissed' | 'onIncidents'>) {
  return (
    <div data-testid="watch-offer">
      <p className={styles.explain}>
        {t('duty.watch.signedBy', { name: watch.name, time: shortTime(offer.at), seat: seatWords(offer.by) })}
      </p>
      {offer.words !== '' && <p className={styles.words}>{offer.words}</p>}
      {offer.summary !== null && <Summary summary={offer.summary} {...goes} />}
    </div>
  );
}

/** The one who goes signs; the one who comes takes over, from a seat of his own. */
function Change({ watch, offer }: { watch: WatchLine; offer: OfferLine | null }) {
  const [words, setWords] = useState('');
  const [name, setName] = useState('');
  const [said, setSaid] = useState('');
  const doing = useDoing();
  const id = watch.watch;
  const sign = async (): Promise<void> => {
    if (await doing.go({ type: 'offer_watch', watch: id, words })) setWords('');
  };
  const take = (): Promise<unknown> =>
    doing.go({ type: 'take_watch', taking: { watch: id, name, offer: offer?.fact ?? null, words: said } });
  const end = (): Promise<unknown> => doing.go({ type: 'end_watch', watch: id, words });
  const mayTake = name.trim() !== '' && (offer !== null || said.trim() !== '');
  return (
    <>
      <Section title={t('duty.watch.go')}>
        <div className={styles.form}>
          <Input.TextArea
            rows={2}
            value={words}
            maxLength={LONGEST}
            aria-label={t('duty.watch.goWords')}
            placeholder={t('duty.watch.goWords')}
            onChange={(event) => setWords(event.target.value)}
            data-testid="watch-words"
          />
          <div className={styles.buttons}>
            <Button loading={doing.busy} onClick={() => void end()} data-testid="watch-end">
              {t('duty.watch.end')}
            </Button>
            <Button type="primary" loading={doing.busy} onClick={() => void sign()} data-testid="watch-sign">
              {t(offer === null ? 'duty.watch.sign' : 'duty.watch.signAgain')}
            </Button>
          </div>
        </div>
      </Section>
      <Section title={t('duty.watch.come')}>
        <div className={styles.form}>
          {offer === null && <p className={styles.explain}>{t('duty.watch.unsigned')}</p>}
          {offer?.own && <p className={styles.explain}>{t('duty.watch.own')}</p>}
          <Name value={name} onChange={setName} label={t('duty.watch.takerName')} />
          <Input
            value={said}
            maxLength={LONGEST}
            aria-label={t(offer === null ? 'duty.watch.why' : 'duty.watch.comeWords')}
            placeholder={t(offer === null ? 'duty.watch.why' : 'duty.watch.comeWords')}
            onChange={(event) => setSaid(event.target.value)}
            data-testid="watch-said"
          />
          <Button
            type="primary"
            disabled={!mayTake || offer?.own === true}
            loading={doing.busy}
            onClick={() => void take()}
            data-testid="watch-take"
          >
            {t('duty.watch.take')}
          </Button>
        </div>
      </Section>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
    </>
  );
}

function Name({ value, onChange, label }: { value: string; onChange: (name: string) => void; label: string }) {
  return (
    <Input
      value={value}
      maxLength={LONGEST_NAME}
      aria-label={label}
      placeholder={label}
      onChange={(event) => onChange(event.target.value)}
      data-testid="watch-name"
    />
  );
}
