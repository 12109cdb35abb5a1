// What this person reported: what waits on the phone first, then what the desk has, with how far it has got.

import type { ReactNode } from 'react';
import type { InboxCard } from '../bridge/wire/InboxCard';
import type { InboxIncident } from '../bridge/wire/InboxIncident';
import { shortTime } from '../shared/format';
import { BlowButton } from './BlowSheet';
import { tell } from './failure';
import { Icon } from './Icon';
import { giveUp } from './outbox';
import { reportAgain } from './page';
import { Urgency } from './Signs';
import type { Field } from './state';
import { useMinute } from './time';
import { isReport, type PendingReport } from './waiting';
import { say } from './words';

export function ReportList({ field, card }: { field: Field; card: InboxCard }): ReactNode {
  // A card that an earlier page has kept says nothing of reports.
  const arrived = card.reports ?? [];
  const waiting = field.pending
    .filter(isReport)
    .filter(({ id, post }) => post === card.post.id && !arrived.some((one) => one.id === id));
  return (
    <section className="group reports" data-testid="report-list">
      <h2>{say('report.mine')}</h2>
      {waiting.length + arrived.length === 0 && <p className="quiet">{say('report.none')}</p>}
      <ul>
        {[...waiting].reverse().map((one) => (
          <Unsent key={one.id} one={one} />
        ))}
        {arrived.map((one) => (
          <Arrived key={one.id} one={one} card={card} />
        ))}
      </ul>
    </section>
  );
}

function Unsent({ one }: { one: PendingReport }): ReactNode {
  const now = useMinute();
  const { report, refused, files } = one;
  const told = refused ? tell(refused) : null;
  return (
    <li className={told === null ? 'report' : 'report bad'} data-testid="report-unsent" data-refused={told !== null}>
      <p className="top">
        <Urgency priority={report.urgency} />
        <span className="kind">{say(`report.kind.${report.kind}`)}</span>
        <span className="unsent">
          <Icon name="unsent" size={18} /> {say('order.pending')}
        </span>
      </p>
      {report.words !== '' && <p className="text">{report.words}</p>}
      {files && <p className="quiet">{say('report.files', { count: files.length })}</p>}
      <p className="quiet">{say('report.times.unsent', { seen: shortTime(report.seen, now) })}</p>
      {told !== null && (
        <div role="alert">
          <strong>{say('report.refused')}</strong>
          <p>{told.what}</p>
          <p>{told.advice}</p>
          <div className="row">
            <button type="button" className="second" onClick={() => giveUp(one)}>
              {say('report.drop')}
            </button>
            <button type="button" className="primary" onClick={() => void reportAgain(one)}>
              {say('report.again')}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}

function Arrived({ one, card }: { one: InboxIncident; card: InboxCard }): ReactNode {
  const now = useMinute();
  const state = say(`incident.state.${one.state}`);
  return (
    <li className="report" data-testid="report-arrived" data-state={one.state}>
      <p className="top">
        <Urgency priority={one.urgency} />
        <span className="kind">{say(`report.kind.${one.kind}`)}</span>
        <span className={`state ${one.state}`}>
          {one.state === 'reported' ? state : say('report.since', { time: shortTime(one.since, now), state })}
        </span>
      </p>
      {one.words !== '' && <p className="text">{one.words}</p>}
      {one.told !== null && <p className="said">{one.told}</p>}
      <p className="quiet">
        <span className="report-number">{one.number}</span>{' '}
        {say('report.times', { seen: shortTime(one.seen, now), arrived: shortTime(one.arrived, now) })}
      </p>
      <BlowButton incident={one} card={card} />
    </li>
  );
}
