// Which of the page's few screens is shown.

import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { useLanguage } from '../shared/language';
import { CallScreen } from './CallScreen';
import { CheckpointScreen } from './CheckpointScreen';
import { GroundScreen } from './GroundScreen';
import { Icon } from './Icon';
import { OrderList } from './OrderList';
import { OrderScreen } from './OrderScreen';
import { Pairing } from './Pairing';
import { RadioStrip } from './RadioStrip';
import { ReportScreen } from './ReportScreen';
import { sections } from './receipt';
import { Stranger } from './Stranger';
import { now, orders, type Field as State, watch } from './state';
import { TalkScreen } from './TalkScreen';
import { TaskScreen } from './TaskScreen';
import { unreadInAll } from './talk';
import { isToBegin, tasksOf } from './task';
import { isCalling, whistlesOf } from './whistle';
import { say } from './words';

export function Field(): ReactNode {
  const { card, speeches, calls } = useSyncExternalStore(watch, now);
  const purpose = card?.purpose ?? 'service';
  useEffect(() => {
    document.documentElement.dataset.purpose = purpose;
  }, [purpose]);
  return (
    <>
      {purpose === 'drill' && (
        <p className="drill" data-testid="drill">
          {say('drill')}
        </p>
      )}
      <RadioStrip speeches={speeches} />
      {card !== null && <CallScreen calls={calls} />}
      <Screen />
    </>
  );
}

function Screen(): ReactNode {
  const field = useSyncExternalStore(watch, now);
  const shown = orders();
  const spoken = useLanguage();
  const todo = tasksOf(field).filter(isToBegin).length + whistlesOf(field).filter(isCalling).length;
  const waiting = sections(shown).waiting.length + unreadInAll(field.talk) + todo;

  useEffect(() => {
    document.documentElement.lang = spoken;
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${say('app.title')} · ${say('app.name')}`;
  }, [waiting, spoken]);
  useEffect(() => {
    document.documentElement.dataset.stage = field.stage;
    document.documentElement.dataset.link = field.link;
  }, [field.stage, field.link]);

  if (field.stage === 'pairing') {
    return (
      <Pairing
        busy={field.busy}
        ended={field.ended}
        failure={field.failure}
        typed={field.typed}
        kept={field.pending.length}
        leadsToOrder={field.open !== null}
      />
    );
  }
  if (field.card === null) return <Opening field={field} />;
  if (field.open !== null) {
    const order = shown.find(({ id }) => id === field.open);
    return (
      <OrderScreen
        key={field.open}
        order={order ?? null}
        refusal={field.refusals[field.open] ?? null}
        link={field.link}
      />
    );
  }
  if (field.task !== null) return <TaskScreen key={field.task} field={field} card={field.card} id={field.task} />;
  if (field.screen === 'report') return <ReportScreen field={field} card={field.card} />;
  if (field.screen === 'checkpoints') return <CheckpointScreen field={field} card={field.card} />;
  if (field.screen === 'ground') return <GroundScreen field={field} card={field.card} />;
  if (field.talk.open !== null) return <TalkScreen field={field} card={field.card} orders={shown} />;
  return <OrderList field={field} card={field.card} orders={shown} />;
}

function Opening({ field }: { field: State }): ReactNode {
  const lost = field.link === 'lost';
  return (
    <main className="middle" data-testid="opening">
      <Icon name={lost ? 'lost' : 'grid'} size={48} />
      <p className="lead">{lost ? say('opening.lost') : say('opening')}</p>
      {lost && <p className="quiet">{say('opening.lost.advice')}</p>}
      <Stranger failure={field.failure} />
    </main>
  );
}
