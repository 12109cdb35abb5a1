// Whistles of an incident: who is called and has come, what was agreed on, and how each side did.

import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { IncidentCard } from '../../bridge/wire/IncidentCard';
import type { MarkLine } from '../../bridge/wire/MarkLine';
import type { Party } from '../../bridge/wire/Party';
import type { SummonsLine } from '../../bridge/wire/SummonsLine';
import type { WhistleCard } from '../../bridge/wire/WhistleCard';
import type { WhistleDeed } from '../../bridge/wire/WhistleDeed';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { failureWords } from '../../i18n/failure';
import { nameOf } from '../../i18n/spoken';
import { listed, t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { Key, Note, Section, Tag } from '../../shared/parts';
import { ClockRow } from './Clocks';
import { keyOfParty } from './deed';
import { ON_SITE_TONES } from './looks';
import type { Known } from './Parties';
import { WhistleForm } from './WhistleForm';
import { WhistleSay } from './WhistleSay';
import { type Blowing, draftOf, isWordless, UNSAID, whistleStepOf } from './whistle';
import own from './whistle.module.css';

type Props = {
  card: IncidentCard;
  known: Known;
  isShown: boolean;
  now: number;
  mayBlow: boolean;
  mayHandle: boolean;
};

type Open = { whistle: string; deed: WhistleDeed; party: Party | null };

const NOTHING_BLOWN: Blowing = { kind: 'daily', words: '', called: [] };

export function Whistles({ card, known, isShown, now, mayBlow, mayHandle }: Props) {
  const [isBlowing, setBlowing] = useState(false);
  const [blowing, setDraft] = useState(NOTHING_BLOWN);
  const [open, setOpen] = useState<Open | null>(null);
  const [said, setSaid] = useState(UNSAID);
  const doing = useDoing();
  const incident = card.line.id;
  const canBlow = mayBlow && card.whistle_offers.some(({ hurdle }) => hurdle === null);
  const fold = (): void => {
    setBlowing(false);
    setOpen(null);
    doing.forget();
  };
  const blow = async (): Promise<void> => {
    const whistle = draftOf(incident, blowing);
    if (whistle === null || (await doing.go({ type: 'blow_whistle', whistle })) === null) return;
    setDraft(NOTHING_BLOWN);
    setBlowing(false);
  };
  const take = async ({ whistle, deed, party }: Open): Promise<void> => {
    const step = whistleStepOf(deed, party, isWordless(deed) ? UNSAID : said);
    if (step === null || (await doing.go({ type: 'handle_whistle', whistle, step })) === null) return;
    setOpen(null);
  };
  const begin = (next: Open): void => {
    doing.forget();
    setBlowing(false);
    if (isWordless(next.deed)) {
      void take(next);
      return;
    }
    const of = card.whistles.find(({ line }) => line.id === next.whistle);
    const there = of?.line.called.filter(({ on_site }) => on_site === 'there').map(({ party }) => party.party) ?? [];
    setSaid({ ...UNSAID, present: there });
    setOpen(next);
  };
  const beginBlowing = (): void => {
    doing.forget();
    setOpen(null);
    setBlowing(true);
  };
  useEffect(() =>
    isShown
      ? offerHands({
          ...(canBlow && { whistle: beginBlowing }),
          ...(isBlowing && { send: () => void blow(), fold }),
          ...(open !== null && { send: () => void take(open), fold }),
        })
      : undefined,
  );
  if (card.whistles.length === 0 && !canBlow) return null;
  return (
    <Section
      title={t('whistle.title')}
      side={
        canBlow && !isBlowing ? (
          <Button size="small" onClick={beginBlowing} data-testid="whistle-begin">
            {t('whistle.blow')} <Key>Alt B</Key>
          </Button>
        ) : null
      }
    >
      {isBlowing && (
        <WhistleForm
          incident={incident}
          offers={card.whistle_offers}
          known={known}
          blowing={blowing}
          isBusy={doing.busy}
          onChange={setDraft}
          onBlow={() => void blow()}
          onFold={fold}
        />
      )}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {[...card.whistles].reverse().map((one) => (
        <Whistle
          key={one.line.id}
          card={one}
          now={now}
          isBusy={doing.busy}
          onBegin={mayHandle ? (deed, party) => begin({ whistle: one.line.id, deed, party }) : null}
        >
          {open !== null && open.whistle === one.line.id && (
            <WhistleSay
              key={`${open.deed} ${open.party === null ? '' : keyOfParty(open.party)}`}
              card={one}
              deed={open.deed}
              party={open.party}
              said={said}
              isBusy={doing.busy}
              onSay={setSaid}
              onDo={() => void take(open)}
              onFold={fold}
            />
          )}
        </Whistle>
      ))}
    </Section>
  );
}

type Begin = ((deed: WhistleDeed, party: Party | null) => void) | null;

type OneProps = {
  card: WhistleCard;
  now: number;
  isBusy: boolean;
  onBegin: Begin;
  children: ReactNode;
};

function Whistle({ card, now, isBusy, onBegin, children }: OneProps) {
  const { line, minutes } = card;
  return (
    <article className={own.whistle} data-testid="whistle" data-ended={line.ended !== null}>
      <header>
        <Tag tone={line.kind === 'emergency' ? 'red' : 'blue'}>{nameOf('whistle_kind', line.kind)}</Tag>
        <code>{line.number}</code>
        <span>{line.by.person === '' ? line.desk_name : `${line.by.person} ${line.by.title}`}</span>
        <time dateTime={line.blown}>{shortTime(line.blown)}</time>
        {line.ended !== null && <Tag tone="green">{t('whistle.endedAt', { time: shortTime(line.ended) })}</Tag>}
      </header>
      <p>{line.words}</p>
      <ul className={own.called}>
        {line.called.map((one) => (
          <Summons key={keyOfParty(one.party.party)} one={one} now={now} isBusy={isBusy} onBegin={onBegin} />
        ))}
      </ul>
      {minutes.map((one) => (
        <section key={one.at} className={own.note} data-testid="whistle-minutes-written">
          <p>
            <b>{nameOf('whistle_deed', 'note')}</b> <time dateTime={one.at}>{shortTime(one.at)}</time>{' '}
            {one.present.length > 0 && t('whistle.were', { names: listed(one.present.map(({ name }) => name)) })}
          </p>
          <p className={own.words}>{one.words}</p>
          {one.undertakings.map((task) => (
            <p key={`${keyOfParty(task.party.party)} ${task.words}`}>
              {t('whistle.task.told', { name: task.party.name, what: task.words, until: shortTime(task.until) })}
            </p>
          ))}
        </section>
      ))}
      {card.end_words !== '' && <p className={own.words}>{t('whistle.endedWith', { words: card.end_words })}</p>}
      {onBegin && card.may.length > 0 && (
        <div className={own.deeds}>
          {card.may.map((deed) => (
            <Button
              key={deed}
              size="small"
              disabled={isBusy}
              onClick={() => onBegin(deed, null)}
              data-testid={`whistle-deed-${deed}`}
            >
              {nameOf('whistle_deed', deed)}
            </Button>
          ))}
        </div>
      )}
      {children}
    </article>
  );
}

type SummonsProps = { one: SummonsLine; now: number; isBusy: boolean; onBegin: Begin };

/** One of those called: whether it is there, its clock, and what each side says of the other. */
function Summons({ one, now, isBusy, onBegin }: SummonsProps) {
  const { party, on_site, refusals, of_called, of_caller, may } = one;
  return (
    <li data-testid="whistle-called" data-party={keyOfParty(party.party)} data-state={on_site}>
      <p className={own.who}>
        <b>{party.name}</b>
        <Tag tone={ON_SITE_TONES[on_site]}>{nameOf('on_site', on_site)}</Tag>
        {party.phone !== null && <span>{party.phone}</span>}
      </p>
      <ol className={own.clock}>
        <ClockRow
          label={t('whistle.reportIn')}
          clock={{ ...one.clock, extended: null }}
          now={now}
          testId="whistle-clock"
        />
      </ol>
      {refusals.map((refusal) => (
        <p key={refusal.at} className={own.refusal} data-testid="whistle-refusal">
          {t('whistle.refusedAt', { time: shortTime(refusal.at), reason: refusal.reason })}
        </p>
      ))}
      <Said of="called" said={of_called} />
      <Said of="caller" said={of_caller} />
      {onBegin && may.length > 0 && (
        <div className={own.deeds}>
          {may.map((deed) => (
            <Button
              key={deed}
              size="small"
              disabled={isBusy}
              onClick={() => onBegin(deed, party.party)}
              data-testid={`whistle-deed-${deed}`}
            >
              {nameOf('whistle_deed', deed)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

function Said({ of, said }: { of: 'called' | 'caller'; said: MarkLine | null }) {
  if (said === null) return null;
  const told = { mark: nameOf('mark', said.mark), words: said.words };
  return (
    <p data-testid={`whistle-mark-of-${of}`}>
      {t(`whistle.mark.${of}.${said.words === '' ? 'silent' : 'said'}`, told)}
    </p>
  );
}
