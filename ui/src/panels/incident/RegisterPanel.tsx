// What somebody told the centre, written down as an incident. Those close by are offered before another one is made.

import { Button, Input } from 'antd';
import { type ComponentProps, type ReactNode, useEffect, useState } from 'react';
import { AttachBar } from '../../attachments/AttachBar';
import { CallFailed } from '../../bridge/failed';
import type { Caller } from '../../bridge/wire/Caller';
import type { IncidentChannel } from '../../bridge/wire/IncidentChannel';
import type { IncidentLine } from '../../bridge/wire/IncidentLine';
import type { Priority } from '../../bridge/wire/Priority';
import type { ReportKind } from '../../bridge/wire/ReportKind';
import type { Spot } from '../../bridge/wire/Spot';
import { MOST_TO_ANSWER, useAttaching } from '../../desk/attaching';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import type { PlacedBy } from '../../desk/registering';
import { failureWords } from '../../i18n/failure';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { shortTime } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import { Picker } from '../../shared/Picker';
import { Key, Needed, Note, Section, Tag, WordButton } from '../../shared/parts';
import { AddressField } from './AddressField';
import { CallerFields, filled } from './CallerFields';
import styles from './card.module.css';
import { CHANNELS, KINDS, STATE_TONES, URGENCIES } from './looks';
import { type Known, PostField } from './Parties';

type Props = {
  known: Known;
  /** What its place is taken from. */
  by: PlacedBy;
  /** Where it is, and what that is called; none: nothing was chosen yet. */
  at: { spot: Spot; name: string } | null;
  address: ComponentProps<typeof AddressField>;
  onBy: (by: PlacedBy) => void;
  near: readonly IncidentLine[];
  /** The district's table of categories, from the widest. */
  categories: readonly (readonly string[])[];
  isShown: boolean;
  /** It is the same as this one. */
  onSame: (incident: IncidentLine) => void;
  /** The number that it came with is that of this one. */
  onKnown: (incident: string) => void;
  onMade: (incident: string) => void;
  onClose: () => void;
};

/** As the rules have it. */
const LONGEST = 1000;
const LONGEST_NUMBER = 64;
/** What comes from a phone in the field says so itself. */
const WAYS = CHANNELS.filter((channel) => channel !== 'field');
const BEAT = 60_000;
/** Between the levels of a category; no name has it. */
const BETWEEN = ' / ';
const PLACED: PlacedBy[] = ['selected', 'point', 'address'];

/** The incident that has the number already; null: that is not what stands against it. */
function knownOf(failure: unknown): string | null {
  if (!(failure instanceof CallFailed) || failure.failure.code !== 'incident.known') return null;
  return failure.failure.params.incident ?? null;
}

export function RegisterPanel(props: Props) {
  const { by: placedBy, at, near, categories, isShown } = props;
  const [channel, setChannel] = useState<IncidentChannel>('call');
  const [foreign, setForeign] = useState('');
  const [kind, setKind] = useState<ReportKind>('facility');
  const [category, setCategory] = useState('');
  const [urgency, setUrgency] = useState<Priority>('normal');
  const [words, setWords] = useState('');
  const [post, setPost] = useState<string | null>(null);
  const [caller, setCaller] = useState<Caller>({});
  // It was told when somebody began to write it down; the same press again says the same.
  const [told] = useState(() => new Date().toISOString());
  const now = useNow(BEAT);
  const attaching = useAttaching();
  const doing = useDoing();
  const isTold = words.trim() !== '' || attaching.files.length > 0;
  const isAttached = !attaching.isBusy && !attaching.hasFailed && attaching.files.length <= MOST_TO_ANSWER;
  const known = knownOf(doing.failure);
  const canKeep = isTold && at !== null && isAttached && !doing.busy;
  const keep = async (): Promise<void> => {
    if (!canKeep) return;
    const number = foreign.trim();
    const by = filled(caller);
    const outcome = await doing.go({
      type: 'make_report',
      report: {
        channel,
        ...(number !== '' && { foreign: number }),
        ...(post !== null && { post }),
        kind,
        ...(category !== '' && { category: category.split(BETWEEN) }),
        urgency,
        words,
        spot: at.spot,
        attachments: attaching.files.map((file) => ({ is: 'file', file })),
        seen: told,
        ...(by !== null && { caller: by }),
      },
    });
    if (outcome?.type !== 'report_made') return;
    setCaller({});
    props.onMade(outcome.incident);
  };
  useEffect(() => (isShown ? offerHands({ send: () => void keep() }) : undefined));
  return (
    <section className={styles.register} aria-label={t('incident.register.title')} data-testid="register">
      <div className={styles.body}>
        <div className={styles.pair}>
          <Line id="register-channel" label={t('incident.channel')}>
            <Picker
              id="register-channel"
              value={channel}
              options={WAYS.map((value) => ({ value, label: nameOf('incident_channel', value) }))}
              onChange={setChannel}
              data-testid="register-channel"
            />
          </Line>
          <Line id="register-foreign" label={t('incident.register.foreign')}>
            <Input
              id="register-foreign"
              maxLength={LONGEST_NUMBER}
              value={foreign}
              onChange={(event) => setForeign(event.target.value)}
              data-testid="register-foreign"
            />
          </Line>
        </div>
        <div className={`${styles.pair} ${styles.urgency}`}>
          <Line id="register-kind" label={t('incident.kind')}>
            <Picker
              id="register-kind"
              value={kind}
              options={KINDS.map((value) => ({ value, label: nameOf('report_kind', value) }))}
              onChange={setKind}
              data-testid="register-kind"
            />
          </Line>
          <div className={styles.line}>
            <span>{t('incident.register.urgency')}</span>
            <OneOf<Priority>
              aria-label={t('incident.register.urgency')}
              value={urgency}
              options={URGENCIES.map((value) => ({
                value,
                label: <span data-testid={`register-${value}`}>{t(`order.priority.${value}`)}</span>,
              }))}
              onChange={setUrgency}
            />
          </div>
        </div>
        <Line id="register-category" label={t('incident.category')}>
          <Picker
            id="register-category"
            showSearch
            optionFilterProp="label"
            value={category}
            options={[
              { value: '', label: t('incident.register.noCategory') },
              ...categories.map((levels) => ({ value: levels.join(BETWEEN), label: levels.join(' › ') })),
            ]}
            onChange={setCategory}
            data-testid="register-category"
          />
        </Line>
        <Line
          id="register-words"
          label={
            <>
              {t('incident.register.words')} <Needed value={isTold ? ' x' : ''}>{t('shell.needed')}</Needed>
            </>
          }
        >
          <Input.TextArea
            id="register-words"
            autoFocus
            autoSize={{ minRows: 3, maxRows: 8 }}
            maxLength={LONGEST}
            value={words}
            aria-required
            onChange={(event) => setWords(event.target.value)}
            data-testid="register-words"
          />
        </Line>
        <div className={styles.line}>
          <span>
            {t('incident.place')} <Needed value={at === null ? '' : ' x'}>{t('shell.needed')}</Needed>
          </span>
          <OneOf<PlacedBy>
            aria-label={t('incident.place')}
            value={placedBy}
            options={PLACED.map((value) => ({
              value,
              label: <span data-testid={`register-at-${value}`}>{t(`incident.register.at.${value}`)}</span>,
            }))}
            onChange={props.onBy}
          />
          {placedBy === 'address' && <AddressField {...props.address} />}
          <p className={styles.quiet} data-testid="register-place">
            {at?.name ?? t(`incident.register.where.${placedBy}`)}
          </p>
        </div>
        {near.length > 0 && (
          <Section title={t('incident.register.near')}>
            <ul className={styles.lines} data-testid="register-near">
              {near.map((line) => (
                <li key={line.id}>
                  <Tag tone={STATE_TONES[line.state]}>{nameOf('incident_state', line.state)}</Tag>
                  <span title={line.words}>
                    {nameOf('report_kind', line.kind)} · {shortTime(line.arrived, now)} ·{' '}
                    {line.words === '' ? t('incident.wordless') : line.words}
                  </span>
                  <Button size="small" onClick={() => props.onSame(line)} data-testid="register-same">
                    {t('incident.register.same')}
                  </Button>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Line id="register-post" label={t('incident.register.post')}>
          <PostField id="register-post" value={post} onChange={setPost} />
        </Line>
        <CallerFields known={props.known} caller={caller} onChange={setCaller} />
        <AttachBar attaching={attaching} isShown={isShown} keyWords="Alt F" />
      </div>
      <footer className={styles.foot}>
        {doing.failure !== null && (
          <Note {...failureWords(doing.failure)}>
            {known !== null && (
              <WordButton onClick={() => props.onKnown(known)} testId="register-known">
                {t('incident.register.known')}
              </WordButton>
            )}
          </Note>
        )}
        <div className={styles.formFoot}>
          <Button onClick={props.onClose}>{t('incident.register.leave')}</Button>
          <Button
            type="primary"
            disabled={!canKeep}
            loading={doing.busy}
            onClick={() => void keep()}
            data-testid="register-keep"
          >
            {t('incident.register.keep')} <Key>Ctrl ↵</Key>
          </Button>
        </div>
      </footer>
    </section>
  );
}

function Line(props: { id: string; label: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <label htmlFor={props.id}>{props.label}</label>
      {props.children}
    </div>
  );
}
