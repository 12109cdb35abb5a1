// What an operator on watch has open in the dock: a call, the journal, the watch.

import { useEffect, useState } from 'react';
import { bridge } from '../bridge/open';
import type { JournalWish } from '../bridge/wire/JournalWish';
import type { MissedLine } from '../bridge/wire/MissedLine';
import { useBoard } from '../desk/boards';
import { instruct } from '../desk/drafting';
import { openIncident } from '../desk/incidents';
import { ringPost } from '../desk/phone';
import { fly, place, select, selectGrid, showCall, showIncidents, showOrder, usePlaceOf } from '../desk/place';
import { useCaller, useGrid, useHandover, useWatch } from '../desk/questions';
import { goToGrid } from '../desk/travel';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { CallPanel } from '../panels/call/CallPanel';
import { JournalPanel } from '../panels/journal/JournalPanel';
import { WatchPanel } from '../panels/watch/WatchPanel';
import { language } from '../shared/language';
import { Loading, Note } from '../shared/parts';
import { uuid7 } from '../shared/uuid';

type Props = { isShown: boolean; may: (entry: string) => boolean };

/** Prints a part of the journal in the page's language; where the file lies. */
const print = (wish: JournalWish): Promise<string | null> =>
  bridge.printJournal(wish, language() === 'en' ? 'en' : 'zh', uuid7(), t('duty.journal.save'));

export function CallTab({ isShown, may }: Props) {
  const { caller, answering, live } = usePlaceOf('caller', 'answering', 'live');
  const asked = useCaller(caller);
  const watch = useWatch(may('watch'));
  const missed = watch.data?.missed ?? [];
  const card = caller === null ? null : (asked.data ?? null);
  const path = card?.grid.path;
  const bounds = card?.bounds;
  // The map goes where the caller is, and the panel stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each caller
  useEffect(() => {
    if (path === undefined) return;
    selectGrid(path);
    fly(bounds);
    place.set({ tab: 'call' });
  }, [path]);
  const answer = (line: MissedLine | null): void =>
    place.set({ answering: line, ...(line?.post && { caller: line.post.post.id }) });
  if (asked.error) return <Note {...failureWords(asked.error)} />;
  return (
    <CallPanel
      card={card}
      live={live !== null && live.post === caller ? live.call : null}
      answers={answering}
      missed={missed}
      isShown={isShown}
      mayOrder={may('issue_order')}
      onPost={(post) => place.set({ caller: post, answering: null })}
      onAnswer={answer}
      onRing={may('ring_post') ? (post) => void ringPost(post) : null}
      onKept={() => place.set({ live: null })}
      onOrder={instruct}
      onOpenOrder={showOrder}
      onGrid={(grid) => void goToGrid(grid)}
      onClose={() => place.set({ calling: false, caller: null, answering: null, tab: 'place' })}
    />
  );
}

export function JournalTab({ isShown, may }: Props) {
  const { selected, order } = usePlaceOf('selected', 'order');
  const grid = useGrid(selected?.noun === 'grid' ? selected.path : null);
  const { board } = useBoard(order);
  const card = selected?.noun === 'grid' ? grid.data?.grid : undefined;
  return (
    <JournalPanel
      within={card ? { path: card.path, name: card.name } : null}
      order={board && { id: board.card.order.id, number: board.card.order.number }}
      mayWrite={may('write_journal')}
      mayPrint={may('print_journal')}
      isShown={isShown}
      onPrint={print}
      onGrid={(path) => {
        void goToGrid(path).then(() => place.set({ tab: 'journal' }));
      }}
      onOrder={showOrder}
      onIncident={openIncident}
      onCheckpoint={(id) => select({ noun: 'checkpoint', id })}
    />
  );
}

export function WatchTab({ may }: Pick<Props, 'may'>) {
  const watch = useWatch(may('watch'));
  const now = useHandover(may('handover'));
  const [failure, setFailure] = useState<unknown>(null);
  if (watch.error) return <Note {...failureWords(watch.error)} />;
  if (!watch.data) return <Loading label={t('shell.loading')} />;
  const record = (id: string): void => {
    setFailure(null);
    const wish = { scope: null, from: null, to: null, watch: id, headings: [], roles: [], text: '' };
    print(wish).catch(setFailure);
  };
  return (
    <>
      {failure !== null && <Note {...failureWords(failure)} />}
      <WatchPanel
        card={watch.data}
        now={now.data ?? null}
        mayWatch={may('start_watch')}
        onOrder={showOrder}
        onCheckpoint={(id) => select({ noun: 'checkpoint', id })}
        onMissed={() => showCall()}
        onIncidents={showIncidents}
        onPrint={may('print_journal') ? record : null}
      />
    </>
  );
}
