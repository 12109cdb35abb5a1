// The news: what other screens, phones and desks did, as it happens.

import { bridge } from '../bridge/open';
import type { Told } from '../bridge/wire/Told';
import type { Vector } from '../bridge/wire/Vector';
import { tellBoards } from './boards';
import { noteHeard, noteLink } from './link';
import { answers } from './questions';

/** Lists and figures follow a flood of receipts at this pace; the board follows sooner. */
const PACE = 800;

/** What is asked on watch. */
const DUTY = ['journal', 'watch', 'handover', 'caller'];

/** What is asked of the groups; orders stand in them with their figures. */
const TALK = ['channels', 'channel'];

const due = new Map<string, ReturnType<typeof setTimeout>>();

/** Listens from `since` until the page goes; returns how to stop. */
export function listen(since: Vector): () => void {
  return bridge.live(since, {
    told: (news) => {
      for (const told of news) hear(told);
      if (tellBoards(news)) againSoon('order', PACE);
    },
    link: noteLink,
    heard: () => noteHeard(),
    anew: () => void answers.invalidateQueries(),
  });
}

const orderListeners = new Set<(order: string) => void>();

/** Calls back when an order was issued, here or elsewhere. */
export function onOrderIssued(listener: (order: string) => void): () => void {
  orderListeners.add(listener);
  return () => orderListeners.delete(listener);
}

function hear({ news }: Told): void {
  switch (news.type) {
    case 'district_changed':
      void answers.invalidateQueries();
      return;
    case 'order_issued':
      for (const listener of orderListeners) listener(news.order);
      for (const name of ['orders', 'district', 'grid', 'incident', ...DUTY, ...TALK]) againSoon(name, 0);
      return;
    case 'rung_reached':
      for (const name of ['order', 'journal', 'alarms']) againSoon(name, PACE);
      return;
    case 'alarms_changed':
      for (const name of ['alarms', 'journal']) againSoon(name, 0);
      return;
    case 'call_logged':
      for (const name of ['order', 'journal']) againSoon(name, PACE);
      return;
    case 'sends_changed':
      for (const name of ['order', 'gateways', 'reach']) againSoon(name, PACE);
      return;
    case 'gateways_changed':
      for (const name of ['gateways', 'reach']) againSoon(name, 0);
      return;
    case 'paper_printed':
      againSoon('order', PACE);
      return;
    case 'robots_changed':
      for (const name of ['robots', 'alarms']) againSoon(name, 0);
      return;
    case 'intakes_changed':
      againSoon('intakes', 0);
      againSoon('sensors', 0);
      return;
    case 'tables_changed':
      for (const name of ['table', 'check_table', 'try_routing', 'incident', 'incidents', 'alarms']) againSoon(name, 0);
      return;
    case 'ladders_changed':
      for (const name of ['ladders', 'reach']) againSoon(name, 0);
      return;
    case 'order_ended':
      for (const name of ['orders', 'order', 'district', 'grid', ...DUTY, 'channel', 'alarms']) againSoon(name, 0);
      return;
    case 'receipt_marked':
      for (const name of ['orders', 'district', 'grid', 'caller', 'handover', 'channel', 'alarms'])
        againSoon(name, PACE);
      return;
    case 'saved_changed':
      againSoon('saved', 0);
      return;
    case 'findings_changed':
      for (const name of ['check', 'finding']) againSoon(name, 0);
      return;
    case 'schemes_changed':
      for (const name of ['alarms', 'schemes', 'compare', 'shapes', 'check', 'finding']) againSoon(name, 0);
      return;
    case 'message_sent':
    case 'channel_changed':
      for (const name of TALK) againSoon(name, 0);
      return;
    case 'speech_begun':
    case 'speech_ended':
      for (const name of ['speeches', ...TALK]) againSoon(name, 0);
      return;
    case 'speech_heard':
      for (const name of ['speeches', 'channel', 'ears']) againSoon(name, PACE);
      return;
    case 'streams_changed':
      for (const name of ['streams', 'viewings', 'alarms']) againSoon(name, 0);
      return;
    case 'quiet_hours_changed':
      againSoon('channels', 0);
      return;
    case 'calls_changed':
      for (const name of ['calls', ...DUTY]) againSoon(name, 0);
      return;
    case 'journal_changed':
      for (const name of [...DUTY, 'alarms', 'calls']) againSoon(name, 0);
      return;
    case 'incidents_changed':
      for (const name of ['incident', 'incidents_near', 'whistles', 'rechecks', 'alarms', ...DUTY]) againSoon(name, 0);
      // On a day of floods every page of the list comes again with each report.
      for (const name of [
        'incidents',
        'incident_rings',
        'incident_heat',
        'incident_board',
        'review',
        'review_signals',
        'charges',
      ] as const)
        againSoon(name, PACE);
      return;
    case 'prints_changed':
      againSoon('prints', PACE);
      return;
    case 'basemaps_changed':
      againSoon('basemaps', 0);
      return;
    case 'devices_changed':
      for (const name of ['district', 'grid', 'order', 'reach', 'reached', 'venue', 'checkpoint'])
        againSoon(name, PACE);
      return;
    case 'other':
  }
}

/** Asks again, once for all news that come within the pause. */
function againSoon(name: string, pause: number): void {
  if (due.has(name)) return;
  due.set(
    name,
    setTimeout(() => {
      due.delete(name);
      // The board is fetched ahead, not watched: without `all` it would stay as it is.
      void answers.invalidateQueries({ queryKey: [name], refetchType: 'all' });
    }, pause),
  );
}
