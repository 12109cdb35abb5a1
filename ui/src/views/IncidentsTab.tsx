// Incidents, and one of them with what is done about it.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { IncidentLine } from '../bridge/wire/IncidentLine';
import type { IncidentWish } from '../bridge/wire/IncidentWish';
import type { RechecksShown } from '../bridge/wire/RechecksShown';
import type { WhistlesShown } from '../bridge/wire/WhistlesShown';
import { orderOf } from '../desk/drafting';
import { goToIncident, openIncident, showIncidentOnMap } from '../desk/incidents';
import { beginTriage, place, showOrder, usePlaceOf } from '../desk/place';
import {
  askForIncidentAgain,
  useAllIncidents,
  useGrid,
  useIncident,
  useIncidents,
  useRechecks,
  useUnits,
  useWhistles,
} from '../desk/questions';
import { showRegister } from '../desk/registering';
import { goToGrid } from '../desk/travel';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { IncidentPanel } from '../panels/incident/IncidentPanel';
import { IncidentsPanel } from '../panels/incident/IncidentsPanel';
import { ALL_OPEN } from '../panels/incident/looks';
import { ASKING, queueOf, stepFrom, WAITING } from '../panels/incident/queue';
import { RechecksPanel } from '../panels/incident/RechecksPanel';
import { TriageBar } from '../panels/incident/TriageBar';
import { WhistlesPanel } from '../panels/incident/WhistlesPanel';
import { OneOf } from '../shared/OneOf';
import { Loading, Note } from '../shared/parts';
import styles from './views.module.css';

type Props = { isShown: boolean; may: (entry: string) => boolean };

/** What the tab lists. */
type Shown = 'incidents' | 'whistles' | 'rechecks';
const SHOWN: Shown[] = ['incidents', 'whistles', 'rechecks'];

const WAITS: IncidentWish = { ...ALL_OPEN, states: WAITING };
const ASKS: IncidentWish = { ...ALL_OPEN, states: ASKING };

export function IncidentsTab({ isShown, may }: Props) {
  const { triaging } = usePlaceOf('triaging');
  const [shown, setShown] = useState<Shown>('incidents');
  if (triaging) return <Triage isShown={isShown} may={may} />;
  return (
    <div className={styles.lists}>
      <div className={styles.shown}>
        <OneOf<Shown>
          block
          size="small"
          aria-label={t('incident.lists')}
          value={shown}
          options={SHOWN.map((value) => ({
            value,
            label: <span data-testid={`lists-${value}`}>{t(`incident.shown.${value}`)}</span>,
          }))}
          onChange={setShown}
        />
      </div>
      {shown === 'incidents' && <List isShown={isShown} may={may} />}
      {shown === 'whistles' && <WhistleList isShown={isShown} may={may} />}
      {shown === 'rechecks' && <RecheckList isShown={isShown} may={may} />}
    </div>
  );
}

function WhistleList(props: Props) {
  const [which, setWhich] = useState<WhistlesShown>('running');
  const { data, error } = useWhistles(which);
  if (error) return <Note {...failureWords(error)} />;
  return (
    <Above {...props}>
      <WhistlesPanel
        whistles={data?.whistles ?? []}
        total={data?.total ?? null}
        which={which}
        onWhich={setWhich}
        onOpen={(line) => openIncident(line.incident)}
      />
    </Above>
  );
}

function RecheckList(props: Props) {
  const [which, setWhich] = useState<RechecksShown>('due');
  const { data, error } = useRechecks(which);
  if (error) return <Note {...failureWords(error)} />;
  return (
    <Above {...props}>
      <RechecksPanel
        rechecks={data?.rechecks ?? []}
        total={data?.total ?? null}
        which={which}
        onWhich={setWhich}
        onOpen={(line) => openIncident(line.incident)}
      />
    </Above>
  );
}

/** A list of something else, and under it the incident that is shown. */
function Above({ isShown, may, children }: Props & { children: ReactNode }) {
  const { incident } = usePlaceOf('incident');
  const onClose = (): void => place.set({ incident: null });
  return (
    <div className={styles.column}>
      {children}
      {incident !== null && (
        <Card key={incident} incident={incident} others={[]} isShown={isShown} may={may} onClose={onClose} />
      )}
    </div>
  );
}

function List({ isShown, may }: Props) {
  const { selected, incident, behind, view } = usePlaceOf('selected', 'incident', 'behind', 'view');
  const [chosen, setWish] = useState<IncidentWish>(ALL_OPEN);
  const wish = behind ? { ...ALL_OPEN, scope: behind.scope, counted: behind.counted } : chosen;
  const [pages, setPages] = useState(1);
  const { incidents, first, failure } = useIncidents(wish, pages);
  const grid = useGrid(selected?.noun === 'grid' ? selected.path : null).data;
  // Beside the board the list would say the same once more, and take its keys.
  const isOnBoard = view === 'incidents' && behind === null;
  // The top grid narrows nothing.
  const isPart = grid?.ancestors.some((above) => above.path !== grid.grid.path) ?? false;
  if (failure !== null) return <Note {...failureWords(failure)} />;
  return (
    <div className={styles.column}>
      {!(isOnBoard && incident !== null) && (
        <IncidentsPanel
          incidents={incidents}
          total={first?.total ?? null}
          counts={first?.counts ?? []}
          wish={wish}
          behind={behind?.title ?? null}
          within={grid && isPart ? { path: grid.grid.path, name: grid.grid.name } : null}
          chosen={incident}
          isShown={isShown && !isOnBoard}
          onAll={() => place.set({ behind: null })}
          onWish={(next) => {
            setWish(next);
            setPages(1);
          }}
          onMore={() => setPages(pages + 1)}
          onChoose={(line) => place.set({ incident: line.id })}
          onOpen={goToIncident}
          onRegister={may('make_report') ? showRegister : null}
          onTriage={may('handle_incident') ? beginTriage : null}
          onHotline={may('import_set') ? () => place.set({ overlay: 'hotline' }) : null}
          onIntakes={may('intakes') ? () => place.set({ overlay: 'intakes' }) : null}
          onCallers={may('contact_looks') ? () => place.set({ overlay: 'callers' }) : null}
        />
      )}
      {incident !== null && (
        <Card
          key={incident}
          incident={incident}
          others={incidents}
          isShown={isShown}
          may={may}
          onClose={() => place.set({ incident: null })}
        />
      )}
    </div>
  );
}

/** One item, one decision, and the next opens. */
function Triage({ isShown, may }: Props) {
  const { incident } = usePlaceOf('incident');
  const waiting = useAllIncidents(WAITS);
  const asking = useAllIncidents(ASKS);
  const lines = [...waiting.incidents, ...asking.incidents];
  // What was decided here waits no longer, also before the list has come again with it.
  const decided = useRef(new WeakSet<IncidentLine>());
  const queue = queueOf(lines.filter((line) => !decided.current.has(line)));
  // As it stood when it was opened: it moves when it is decided, and one goes on from where it was.
  const opened = useRef<IncidentLine | null>(null);
  const open = (line: IncidentLine | null): void => {
    opened.current = line;
    place.set({ incident: line?.id ?? null });
    if (line) showIncidentOnMap(line);
  };
  const step = (by: 1 | -1): void => open(stepFrom(queue, opened.current, by));
  const isKnown = waiting.first !== undefined && asking.first !== undefined;
  const first = queue[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits first opens by itself, when nothing is open
  useEffect(() => {
    const stood = queue.find(({ id }) => id === incident);
    if (stood && opened.current?.id !== stood.id) opened.current = stood;
    else if (isKnown && !stood && opened.current === null && first) open(first);
    else if (isKnown && incident !== null && opened.current === null) place.set({ incident: null });
  }, [isKnown, incident, first?.id]);
  const failure = waiting.failure ?? asking.failure;
  if (failure !== null) return <Note {...failureWords(failure)} />;
  return (
    <div className={styles.column}>
      <TriageBar
        queue={queue}
        current={incident}
        isShown={isShown}
        onStep={step}
        onLeave={() => place.set({ triaging: false })}
      />
      {incident !== null && (
        <Card
          key={incident}
          incident={incident}
          others={lines}
          isShown={isShown}
          may={may}
          onDone={() => {
            const line = lines.find(({ id }) => id === incident);
            if (line) decided.current.add(line);
            step(1);
          }}
          onClose={() => place.set({ triaging: false })}
        />
      )}
    </div>
  );
}

type CardProps = Props & {
  incident: string;
  others: readonly IncidentLine[];
  onDone?: () => void;
  onClose: () => void;
};

function Card({ incident, others, isShown, may, onDone = () => {}, onClose }: CardProps) {
  const card = useIncident(incident);
  const units = useUnits(may('units')).data?.units ?? [];
  if (card.error) return <Note {...failureWords(card.error)} />;
  const known = card.data;
  if (!known || known.line.id !== incident) return <Loading label={t('shell.loading')} />;
  return (
    <IncidentPanel
      card={known}
      known={{ units, grids: known.ancestors }}
      others={others}
      isShown={isShown}
      mayHandle={may('handle_incident')}
      mayOrder={may('issue_order')}
      mayBlow={may('blow_whistle')}
      mayWhistle={may('handle_whistle')}
      mayRecheck={may('begin_recheck')}
      mayLook={may('look_at_contact')}
      maySettle={may('destroy_contact')}
      onLooked={askForIncidentAgain}
      onDone={onDone}
      onGo={() => showIncidentOnMap(known.line)}
      onGrid={(path) => {
        void goToGrid(path).then(() => place.set({ tab: 'incidents' }));
      }}
      onOrder={showOrder}
      onIncident={goToIncident}
      onMake={() => {
        const level = known.ancestors.at(-1)?.level;
        if (level !== undefined) orderOf(known, level);
      }}
      onClose={onClose}
    />
  );
}
