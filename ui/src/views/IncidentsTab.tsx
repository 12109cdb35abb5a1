// Incidents, and one of them with what is done about it.

import { useState } from 'react';
import type { IncidentWish } from '../bridge/wire/IncidentWish';
import { orderOf } from '../desk/drafting';
import { goToIncident } from '../desk/incidents';
import { place, showOrder, usePlaceOf } from '../desk/place';
import { useGrid, useIncident, useIncidents, useUnits } from '../desk/questions';
import { goToGrid } from '../desk/travel';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { IncidentPanel } from '../panels/incident/IncidentPanel';
import { IncidentsPanel } from '../panels/incident/IncidentsPanel';
import { OPEN } from '../panels/incident/looks';
import { Loading, Note } from '../shared/parts';
import styles from './views.module.css';

type Props = { isShown: boolean; may: (entry: string) => boolean };

const ALL_OPEN: IncidentWish = { scope: null, states: OPEN, kinds: [], channels: [], mine: false };

export function IncidentsTab({ isShown, may }: Props) {
  const { selected, incident } = usePlaceOf('selected', 'incident');
  const [wish, setWish] = useState<IncidentWish>(ALL_OPEN);
  const [pages, setPages] = useState(1);
  const { incidents, first, failure } = useIncidents(wish, pages);
  const card = useIncident(incident);
  const units = useUnits(may('units')).data?.units ?? [];
  const grid = useGrid(selected?.noun === 'grid' ? selected.path : null).data;
  // The top grid narrows nothing.
  const isPart = grid?.ancestors.some((above) => above.path !== grid.grid.path) ?? false;
  if (failure !== null) return <Note {...failureWords(failure)} />;
  return (
    <div className={styles.column}>
      <IncidentsPanel
        incidents={incidents}
        total={first?.total ?? null}
        counts={first?.counts ?? []}
        wish={wish}
        within={grid && isPart ? { path: grid.grid.path, name: grid.grid.name } : null}
        chosen={incident}
        isShown={isShown}
        onWish={(next) => {
          setWish(next);
          setPages(1);
        }}
        onMore={() => setPages(pages + 1)}
        onChoose={(line) => place.set({ incident: line.id })}
        onOpen={goToIncident}
        onRegister={null}
        onTriage={null}
      />
      {card.error && incident !== null && <Note {...failureWords(card.error)} />}
      {card.isPending && incident !== null && <Loading label={t('shell.loading')} />}
      {incident !== null && card.data && card.data.line.id === incident && (
        <IncidentPanel
          key={incident}
          card={card.data}
          known={{ units, grids: card.data.ancestors }}
          others={incidents}
          isShown={isShown}
          mayHandle={may('handle_incident')}
          mayOrder={may('issue_order')}
          onDone={() => {}}
          onGo={() => goToIncident(card.data.line)}
          onGrid={(path) => {
            void goToGrid(path).then(() => place.set({ tab: 'incidents' }));
          }}
          onOrder={showOrder}
          onIncident={goToIncident}
          onMake={() => {
            const level = card.data.ancestors.at(-1)?.level;
            if (level !== undefined) orderOf(card.data, level);
          }}
          onClose={() => place.set({ incident: null })}
        />
      )}
    </div>
  );
}
