// One incident: what it is and how far it has got, what became of it, and what one does now.

import { useEffect, useState } from 'react';
import { AttachmentList } from '../../attachments/AttachmentList';
import type { IncidentCard } from '../../bridge/wire/IncidentCard';
import type { IncidentDeed } from '../../bridge/wire/IncidentDeed';
import type { IncidentLine } from '../../bridge/wire/IncidentLine';
import type { ProposedRoute } from '../../bridge/wire/ProposedRoute';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { failureWords } from '../../i18n/failure';
import { nameOf } from '../../i18n/spoken';
import { listed, t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { figure, shortTime } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Note, Section, Tag, WordButton } from '../../shared/parts';
import { CallerPart } from './CallerPart';
import { Clocks } from './Clocks';
import { Course } from './Course';
import styles from './card.module.css';
import { DeedForm } from './DeedForm';
import { Deeds } from './Deeds';
import { DEEDS, isSilent, NOTHING, nextDeeds, type Said, stepOf } from './deed';
import { dropDraft, isMissed, keepDraft, useDrafts } from './drafts';
import { OPEN, STATE_TONES, URGENCY_TONES } from './looks';
import type { Known } from './Parties';
import { Rechecks } from './Rechecks';
import { StageBar } from './StageBar';
import { Whistles } from './Whistles';

type Props = {
  card: IncidentCard;
  known: Known;
  /** Open ones of the list, which it may be merged into. */
  others: readonly IncidentLine[];
  isShown: boolean;
  mayHandle: boolean;
  mayOrder: boolean;
  mayBlow: boolean;
  mayWhistle: boolean;
  mayRecheck: boolean;
  mayLook: boolean;
  maySettle: boolean;
  /** Somebody has looked at who told it, or settled that. */
  onLooked: () => void;
  /** Something was done with it. */
  onDone: (deed: IncidentDeed) => void;
  onGo: () => void;
  onGrid: (path: string) => void;
  onOrder: (order: string) => void;
  onIncident: (line: IncidentLine) => void;
  /** Composes an order of it. */
  onMake: () => void;
  onClose: () => void;
};

/** Its clocks are told by the minute. */
const BEAT = 15_000;

export function IncidentPanel(props: Props) {
  const { card, isShown, mayHandle, mayOrder } = props;
  const { line } = card;
  const [open, setOpen] = useState<IncidentDeed | null>(null);
  const said = useDrafts(line.id);
  const doing = useDoing();
  const now = useNow(BEAT);
  const may = (deed: IncidentDeed): boolean =>
    mayHandle && card.deeds.some((one) => one.deed === deed && one.hurdle === null);
  // Who would check his own work names somebody else who looked; that is said in the form.
  const next = nextDeeds(line.state, may).filter((deed) => deed !== 'merge' || card.near.length > 0);
  const canOrder = mayOrder && OPEN.includes(line.state);
  const sayingOf = (deed: IncidentDeed): Said => said[deed] ?? begun(deed, card);
  const take = async (deed: IncidentDeed, saying: Said): Promise<void> => {
    const step = stepOf(deed, saying);
    if (step === null) return;
    const outcome = await doing.go({ type: 'handle_incident', incident: line.id, step, seen: line.state });
    if (outcome === null) return;
    setOpen(null);
    dropDraft(line.id, deed);
    props.onDone(deed);
  };
  const begin = (deed: IncidentDeed): void => {
    doing.forget();
    if (isSilent(deed)) {
      setOpen(null);
      void take(deed, NOTHING);
    } else setOpen(deed);
  };
  const isFormed = open !== null && may(open);
  const unsent = DEEDS.flatMap((deed) => {
    const saying = said[deed];
    return saying && may(deed) ? [{ deed, words: saying.words }] : [];
  });
  useEffect(() =>
    isShown
      ? offerHands({
          ...(canOrder && { order: props.onMake }),
          ...(isFormed && {
            send: () => void take(open, sayingOf(open)),
            fold: () => setOpen(null),
          }),
          incident: {
            does: (deed) => may(deed) && begin(deed),
            nth: (at) => {
              const deed = next[at];
              if (deed) begin(deed);
            },
          },
        })
      : undefined,
  );
  return (
    <section className={styles.card} data-testid="incident" data-state={line.state} data-incident={line.id}>
      <header className={styles.title}>
        {line.urgency !== 'normal' && (
          <Tag tone={URGENCY_TONES[line.urgency]}>{t(`order.priority.${line.urgency}`)}</Tag>
        )}
        <b title={line.category.join(' › ')}>{line.category.at(-1) ?? nameOf('report_kind', line.kind)}</b>
        <code>{line.number}</code>
        <Tag tone={STATE_TONES[line.state]}>{nameOf('incident_state', line.state)}</Tag>
        {line.wants_reopening && <Tag tone="red">{t('incident.mark.reopening')}</Tag>}
        <button
          type="button"
          aria-label={t('incident.leave')}
          title={t('incident.leave')}
          onClick={props.onClose}
          data-testid="incident-leave"
        >
          <Icon name="close" size={14} />
        </button>
      </header>
      <StageBar state={line.state} />
      <div className={styles.body}>
        <p className={styles.said} data-testid="incident-said">
          {line.words === '' ? t('incident.wordless') : line.words}
        </p>
        <AttachmentList attachments={card.attachments} />
        <Facts {...props} />
        <CallerPart
          card={card}
          isShown={isShown}
          mayLook={props.mayLook}
          maySettle={props.maySettle}
          onLooked={props.onLooked}
        />
        {card.clocks.length > 0 && (
          <Section title={t('incident.clocks')}>
            <Clocks clocks={card.clocks} now={now} />
          </Section>
        )}
        {card.near.length > 0 && OPEN.includes(line.state) && (
          <Lines
            title={t('incident.near.title')}
            lines={card.near}
            testId="incident-near"
            onIncident={props.onIncident}
            onMerge={
              may('merge')
                ? (into) => {
                    keepDraft(line.id, 'merge', { ...NOTHING, into });
                    begin('merge');
                  }
                : null
            }
          />
        )}
        {card.merged && (
          <Lines title={t('incident.mergedInto')} lines={[card.merged]} testId="incident-merged" {...props} />
        )}
        {card.merges.length > 0 && (
          <Lines title={t('incident.merges')} lines={card.merges} testId="incident-merges" {...props} />
        )}
        {card.orders.length > 0 && (
          <Section title={t('incident.orders')}>
            {card.orders.map(({ order, number }) => (
              <WordButton key={order} onClick={() => props.onOrder(order)} testId="incident-order-made">
                {number}
              </WordButton>
            ))}
          </Section>
        )}
        <Whistles
          card={card}
          known={props.known}
          isShown={isShown}
          now={now}
          mayBlow={props.mayBlow}
          mayHandle={props.mayWhistle}
        />
        <Rechecks card={card} isShown={isShown} mayBegin={props.mayRecheck} mayTell={props.mayRecheck} />
        <Section title={t('incident.course')}>
          <Course card={card} />
        </Section>
      </div>
      <footer className={styles.foot}>
        {card.route && card.proposed === null && <ByRule route={card.route} />}
        {isFormed && (
          <DeedForm
            key={open}
            deed={open}
            card={card}
            said={sayingOf(open)}
            known={props.known}
            others={props.others}
            isShown={isShown}
            isBusy={doing.busy}
            onSay={(saying) =>
              isMissed(saying, begun(open, card)) ? keepDraft(line.id, open, saying) : dropDraft(line.id, open)
            }
            onDo={() => void take(open, sayingOf(open))}
            onFold={() => setOpen(null)}
          />
        )}
        {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
        {!isFormed && (
          <Unsent drafts={unsent} onGoOn={(deed) => begin(deed)} onDrop={(deed) => dropDraft(line.id, deed)} />
        )}
        {!isFormed && mayHandle && (
          <Deeds
            next={next}
            deeds={card.deeds}
            isBusy={doing.busy}
            onBegin={begin}
            onOrder={canOrder ? props.onMake : null}
          />
        )}
      </footer>
    </section>
  );
}

type UnsentProps = {
  drafts: readonly { deed: IncidentDeed; words: string }[];
  onGoOn: (deed: IncidentDeed) => void;
  onDrop: (deed: IncidentDeed) => void;
};

/** What was begun before one went elsewhere. It opens no form by itself: keys go where one is. */
function Unsent({ drafts, onGoOn, onDrop }: UnsentProps) {
  return drafts.map(({ deed, words }) => (
    <p key={deed} className={styles.unsent} data-testid="incident-draft" data-deed={deed}>
      <Tag tone="amber">{t('incident.draft.kept')}</Tag>
      <span title={words}>
        {nameOf('incident_deed', deed)} {words}
      </span>
      <WordButton onClick={() => onGoOn(deed)} testId="incident-draft-go-on">
        {t('incident.draft.goOn')}
      </WordButton>
      <WordButton onClick={() => onDrop(deed)} testId="incident-draft-drop">
        {t('incident.draft.drop')}
      </WordButton>
    </p>
  ));
}

/** What a form begins with: who returned it last has said whose it is, and before that the rules do. */
function begun(deed: IncidentDeed, { proposed, route, line }: IncidentCard): Said {
  const party = proposed?.party ?? route?.party.party ?? null;
  return deed === 'assign' ? { ...NOTHING, party, words: line.words } : NOTHING;
}

/** Whose it is by the rules, and by which. */
function ByRule({ route: { party, rule, category, kind, within } }: { route: ProposedRoute }) {
  const what =
    category.length > 0 ? category.join(' › ') : kind ? nameOf('report_kind', kind) : t('incident.route.any');
  const why = within === null ? what : `${what} · ${t('incident.route.within', { name: within })}`;
  return (
    <p className={styles.quiet} data-testid="incident-route">
      {t('incident.route.rule', { name: party.name, rule: figure(rule), why })}
    </p>
  );
}

function Facts({ card, onGo, onGrid }: Props) {
  const { line, post, spot, assisting } = card;
  const nobody = card.post === null && line.person === '';
  return (
    <dl className={styles.facts}>
      <dt>{t('incident.place')}</dt>
      <dd>
        <WordButton onClick={() => onGrid(line.grid)}>
          {card.ancestors
            .slice(-2)
            .map(({ name }) => name)
            .join(' › ') || line.grid_name}
        </WordButton>
        <span>{t(`incident.spot.${spot.at}`, { name: card.spot_name ?? '' })}</span>
        <WordButton onClick={onGo} testId="incident-go">
          {t('incident.go')}
        </WordButton>
      </dd>
      <dt>{t('incident.from')}</dt>
      <dd>
        <span>{nameOf('incident_channel', line.channel)}</span>
        {card.foreign !== null && <code>{card.foreign}</code>}
        {post !== null && <span>{`${post.person} ${post.title} ${post.phone}`}</span>}
        {nobody && line.channel === 'field' && <span>{t('incident.gone')}</span>}
      </dd>
      <dt>{t('incident.times')}</dt>
      <dd>
        {t('incident.seen', { time: shortTime(line.seen) })} ·{' '}
        {t('incident.arrived', { time: shortTime(line.arrived) })}
      </dd>
      {line.lead && (
        <>
          <dt>{t('incident.lead')}</dt>
          <dd data-testid="incident-lead">
            <b>{line.lead.name}</b>
            {line.lead.phone !== null && <span>{line.lead.phone}</span>}
            {assisting.length > 0 && (
              <span>{t('incident.assisting', { names: listed(assisting.map(({ name }) => name)) })}</span>
            )}
          </dd>
        </>
      )}
      {card.proposed && line.state === 'returned' && (
        <>
          <dt>{t('incident.proposed')}</dt>
          <dd data-testid="incident-proposed">
            <b>{card.proposed.name}</b>
          </dd>
        </>
      )}
      {card.nearest.length > 0 && (
        <>
          <dt>{t('incident.nearest.title')}</dt>
          <dd data-testid="incident-nearest">
            {card.nearest.map((one) => (
              <span key={`${one.person} ${one.phone}`}>
                <b>{one.person}</b> {one.title} {one.at}
                {one.metres !== null && ` ${t('incident.nearest.metres', { metres: one.metres })}`} {one.phone}
              </span>
            ))}
          </dd>
        </>
      )}
      {(card.heard !== null || card.unreached > 0) && (
        <>
          <dt>{t('incident.heard.title')}</dt>
          <dd data-testid="incident-heard">
            <span>{card.heard === null ? t('incident.heard.nobody') : t(`incident.reached.${card.heard}`)}</span>
            {card.unreached > 0 && <span>{t('incident.heard.unreached', { count: card.unreached })}</span>}
          </dd>
        </>
      )}
      {line.asked && (
        <>
          <dt>{t('incident.askedFor')}</dt>
          <dd>{t(`incident.asks.${line.asked.for}`, { until: shortTime(line.asked.until) })}</dd>
        </>
      )}
    </dl>
  );
}

type LinesProps = {
  title: string;
  lines: readonly IncidentLine[];
  testId: string;
  onIncident: (line: IncidentLine) => void;
  /** Merges the one that is shown into one of these. */
  onMerge?: ((into: string) => void) | null;
};

function Lines({ title, lines, testId, onIncident, onMerge = null }: LinesProps) {
  return (
    <Section title={title}>
      <ul className={styles.lines} data-testid={testId}>
        {lines.map((line) => (
          <li key={line.id}>
            <WordButton onClick={() => onIncident(line)}>{line.number}</WordButton>
            <Tag tone={STATE_TONES[line.state]}>{nameOf('incident_state', line.state)}</Tag>
            <span>{line.words === '' ? nameOf('report_kind', line.kind) : line.words}</span>
            {onMerge && (
              <WordButton onClick={() => onMerge(line.id)} testId="incident-merge-into">
                {t('incident.near.merge')}
              </WordButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
