// Who told of an incident: veiled, looked at for a reason, kept or destroyed; and who looked.

import { Button, Input } from 'antd';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Caller } from '../../bridge/wire/Caller';
import type { ContactReason } from '../../bridge/wire/ContactReason';
import type { IncidentCard } from '../../bridge/wire/IncidentCard';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { failureWords } from '../../i18n/failure';
import { nameOf, spoken } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { OneOf } from '../../shared/OneOf';
import { Key, Needed, Note, Section, Tag, WordButton } from '../../shared/parts';
import { CallerShown } from './CallerShown';
import styles from './caller.module.css';
import { lookerWords } from './lookers';

const REASONS: ContactReason[] = ['follow_up', 'clarify', 'tell_result', 'other'];
/** As the rules have it. */
const LONGEST = 1000;
type Settling = 'hold_contact' | 'release_contact' | 'destroy_contact';

type Props = {
  card: IncidentCard;
  isShown: boolean;
  mayLook: boolean;
  /** Keeps it beyond its time, and destroys it. */
  maySettle: boolean;
  /** Somebody has looked: the log has one entry more. */
  onLooked: () => void;
};

export function CallerPart({ card, isShown, mayLook, maySettle, onLooked }: Props) {
  const { caller, caller_end: end, looks } = card;
  const [open, setOpen] = useState<'look' | Settling | null>(null);
  // What is told once stands neither in a state nor in a property, both of which are kept for the next drawing: it lies in
  // this box, which is emptied when its time is over.
  const box = useRef<Caller | null>(null);
  const [until, setUntil] = useState<number | null>(null);
  const canLook = mayLook && caller !== null && caller.hurdle === null;
  const over = (): void => {
    box.current = null;
    setUntil(null);
  };
  useEffect(
    () => () => {
      box.current = null;
    },
    [],
  );
  useEffect(() => (isShown && canLook ? offerHands({ look: () => setOpen('look') }) : undefined));
  if (caller === null && end === null && looks.length === 0) return null;
  return (
    <Section title={t('incident.caller.title')}>
      <div className={styles.part} data-testid="caller">
        {end && (
          <p className={styles.end} data-testid="caller-end">
            {t(`incident.caller.ended.${end.why?.because ?? 'unknown'}`, {
              time: shortTime(end.at),
              who: lookerWords(end.by),
              days: end.why?.because === 'expired' ? end.why.days : '',
              words: end.why?.because === 'asked' ? end.why.words : '',
            })}
          </p>
        )}
        {caller && (
          <>
            {until === null ? (
              <p className={styles.veiled} data-testid="caller-veiled">
                <Icon name="lock" size={13} />
                <span>{[caller.name, caller.phone, caller.mail, caller.address].filter(Boolean).join('　')}</span>
              </p>
            ) : (
              <CallerShown box={box} until={until} onOver={over} />
            )}
            <p className={styles.tags}>
              {caller.reply && <Tag>{t(`incident.caller.replies.${caller.reply}`)}</Tag>}
              {caller.about && <Tag tone="amber">{t('incident.caller.isAbout', { name: caller.about.name })}</Tag>}
              {caller.held !== null && (
                <span title={caller.held}>
                  <Tag tone="blue">{t('incident.caller.held')}</Tag>
                </span>
              )}
            </p>
            {until === null && open === null && (
              <p className={styles.deeds}>
                {canLook && (
                  <Button size="small" onClick={() => setOpen('look')} data-testid="caller-look">
                    {t('incident.caller.look')} <Key>Alt K</Key>
                  </Button>
                )}
                {mayLook && caller.hurdle !== null && <small>{spoken(caller.hurdle, {})?.sentence}</small>}
                {maySettle && (
                  <>
                    <WordButton
                      onClick={() => setOpen(caller.held === null ? 'hold_contact' : 'release_contact')}
                      testId="caller-hold"
                    >
                      {t(`incident.caller.settle.${caller.held === null ? 'hold_contact' : 'release_contact'}`)}
                    </WordButton>
                    <WordButton onClick={() => setOpen('destroy_contact')} testId="caller-destroy">
                      {t('incident.caller.settle.destroy_contact')}
                    </WordButton>
                  </>
                )}
              </p>
            )}
            {open === 'look' && (
              <LookForm
                incident={card.line.id}
                isShown={isShown}
                onShown={(contact) => {
                  box.current = contact;
                  setOpen(null);
                  setUntil(Date.now() + LOOK);
                  onLooked();
                }}
                onFold={() => setOpen(null)}
              />
            )}
            {open !== null && open !== 'look' && (
              <SettleForm
                key={open}
                settling={open}
                incident={card.line.id}
                isShown={isShown}
                onDone={() => {
                  setOpen(null);
                  over();
                  onLooked();
                }}
                onFold={() => setOpen(null)}
              />
            )}
          </>
        )}
        {looks.length > 0 && (
          <ul className={styles.looks} data-testid="caller-looks">
            {looks.map((look) => (
              <li key={`${look.at} ${look.key}`}>
                <time dateTime={look.at}>{shortTime(look.at)}</time>
                <span>{t('incident.caller.looked', { who: lookerWords(look.by) })}</span>
                <em>
                  {nameOf('contact_reason', look.reason)}
                  {look.words !== '' && ` · ${look.words}`}
                </em>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

/** So long a contact is shown, in milliseconds. */
const LOOK = 60_000;

type LookProps = {
  incident: string;
  isShown: boolean;
  onShown: (contact: Caller) => void;
  onFold: () => void;
};

function LookForm({ incident, isShown, onShown, onFold }: LookProps) {
  const id = useId();
  const [reason, setReason] = useState<ContactReason>('follow_up');
  const [words, setWords] = useState('');
  const doing = useDoing();
  const isReady = (reason !== 'other' || words.trim() !== '') && !doing.busy;
  const look = async (): Promise<void> => {
    if (!isReady) return;
    const said = words.trim();
    const outcome = await doing.go({
      type: 'look_at_contact',
      incident,
      reason,
      ...(said !== '' && { words: said }),
    });
    if (outcome?.type === 'contact_shown') onShown(outcome.contact);
  };
  useEffect(() => (isShown ? offerHands({ send: () => void look(), fold: onFold }) : undefined));
  return (
    <div className={styles.form} data-testid="caller-look-form">
      <OneOf<ContactReason>
        size="small"
        aria-label={t('incident.caller.why')}
        value={reason}
        options={REASONS.map((value) => ({
          value,
          label: <span data-testid={`caller-reason-${value}`}>{nameOf('contact_reason', value)}</span>,
        }))}
        onChange={setReason}
      />
      <div className={styles.line}>
        <label htmlFor={id}>
          {t('incident.caller.more')} {reason === 'other' && <Needed value={words}>{t('shell.needed')}</Needed>}
        </label>
        <Input
          id={id}
          autoFocus
          maxLength={LONGEST}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          data-testid="caller-words"
        />
      </div>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      <Foot onFold={onFold}>
        <Button
          type="primary"
          disabled={!isReady}
          loading={doing.busy}
          onClick={() => void look()}
          data-testid="caller-look-now"
        >
          {t('incident.caller.lookNow')} <Key>Ctrl ↵</Key>
        </Button>
      </Foot>
    </div>
  );
}

type SettleProps = {
  settling: Settling;
  incident: string;
  isShown: boolean;
  onDone: () => void;
  onFold: () => void;
};

/** What is destroyed never comes back: it is said twice. */
function SettleForm({ settling, incident, isShown, onDone, onFold }: SettleProps) {
  const id = useId();
  const [words, setWords] = useState('');
  const [isSure, setSure] = useState(false);
  const doing = useDoing();
  const isReady = words.trim() !== '' && !doing.busy;
  const settle = async (): Promise<void> => {
    if (!isReady) return;
    if (settling === 'destroy_contact' && !isSure) {
      setSure(true);
      return;
    }
    if ((await doing.go({ type: settling, incident, words: words.trim() })) !== null) onDone();
  };
  useEffect(() => (isShown ? offerHands({ send: () => void settle(), fold: onFold }) : undefined));
  return (
    <div className={styles.form} data-testid="caller-settle-form" data-settling={settling}>
      <div className={styles.line}>
        <label htmlFor={id}>
          {t(`incident.caller.settleWhy.${settling}`)} <Needed value={words}>{t('shell.needed')}</Needed>
        </label>
        <Input
          id={id}
          autoFocus
          maxLength={LONGEST}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setSure(false);
          }}
          data-testid="caller-settle-words"
        />
      </div>
      {isSure && (
        <p className={styles.warn} role="alert" data-testid="caller-sure">
          {t('incident.caller.sure')}
        </p>
      )}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      <Foot onFold={onFold}>
        <Button
          type="primary"
          danger={settling === 'destroy_contact'}
          disabled={!isReady}
          loading={doing.busy}
          onClick={() => void settle()}
          data-testid="caller-settle"
        >
          {t(isSure ? 'incident.caller.destroyNow' : `incident.caller.settle.${settling}`)} <Key>Ctrl ↵</Key>
        </Button>
      </Foot>
    </div>
  );
}

function Foot({ onFold, children }: { onFold: () => void; children: ReactNode }) {
  return (
    <div className={styles.foot}>
      <Button onClick={onFold}>
        {t('incident.fold')} <Key>Esc</Key>
      </Button>
      {children}
    </div>
  );
}
