// The panel of what is selected or being composed: tabs, not windows on windows.

import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { actionOf, run } from '../actions/registry';
import { bridge } from '../bridge/open';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { Finding } from '../bridge/wire/Finding';
import type { GridCard } from '../bridge/wire/GridCard';
import { useAmending } from '../desk/amending';
import { useBoard } from '../desk/boards';
import { beginWith, useDrafting } from '../desk/drafting';
import { beginEditing } from '../desk/editing';
import { useFive } from '../desk/five';
import { useLink } from '../desk/link';
import {
  composeFor,
  endComposing,
  fly,
  flyClose,
  place,
  selectGrid,
  showOrder,
  showPrintForm,
  type Tab,
  usePlaceOf,
} from '../desk/place';
import { useGrid, useOrders, usePlaces } from '../desk/questions';
import { useRightsKnown } from '../desk/rights';
import { goToGrid, gridOf } from '../desk/travel';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { sketchBounds } from '../map/chosen';
import { symbolAddress, symbolOf } from '../map/symbols';
import { ComposePanel } from '../panels/compose/ComposePanel';
import { FindingsPanel } from '../panels/findings/FindingsPanel';
import { FigurePanel } from '../panels/fivemaps/FigurePanel';
import { ImportPanel } from '../panels/import/ImportPanel';
import { OrderPanel } from '../panels/order/OrderPanel';
import { PrintsPanel } from '../panels/sheet/PrintsPanel';
import { useNow, useRested } from '../shared/clock';
import { theme } from '../shared/dress';
import { keep, kept } from '../shared/keep';
import { Empty, Loading, Note } from '../shared/parts';
import { AlarmTab } from './AlarmTab';
import { AmendedByHand, AmendTab } from './AmendTab';
import { ageWords } from './age';
import { CallTab, JournalTab, WatchTab } from './DutyTabs';
import { Guarded } from './Guarded';
import { IncidentsTab } from './IncidentsTab';
import { PlaceTab } from './PlaceTab';
import { RegisterTab } from './RegisterTab';
import { Resizer } from './Resizer';
import { SchemeTab } from './SchemeTab';
import { TalkTab } from './TalkTab';
import styles from './views.module.css';

type Props = {
  district: DistrictCard;
  grid: UseQueryResult<GridCard>;
  may: (entry: string) => boolean;
};

const NARROW = 360;
const WIDE = 520;
/** A wide screen has room for a wide table. */
const USUAL = window.innerWidth >= 1600 ? 460 : 404;

const WIDTH = 'wutu.dock';

/** As wide as the person left it. */
function keptWidth(): number {
  const width = Number(kept(WIDTH));
  return width >= NARROW && width <= WIDE ? width : USUAL;
}

export function RightDock({ district, grid, may }: Props) {
  const { tab, selected, order, composing, importing, scheming, view } = usePlaceOf(
    'tab',
    'selected',
    'order',
    'composing',
    'importing',
    'scheming',
    'view',
  );
  const { checking, prints, calling, journal, watching, alarming, talking, handling, registering } = usePlaceOf(
    'checking',
    'prints',
    'calling',
    'journal',
    'watching',
    'alarming',
    'talking',
    'handling',
    'registering',
  );
  const amending = useAmending();
  const [width, setWidth] = useState(keptWidth);
  const rested = useRested(width, 300);
  useEffect(() => {
    if (rested !== keptWidth()) keep(WIDTH, String(rested));
  }, [rested]);
  const tabs: Tab[] = [
    ...(view === 'fivemaps' ? (['figures'] as const) : []),
    'place',
    ...(amending !== null ? (['amend'] as const) : []),
    ...(order !== null && view === 'dispatch' ? (['order'] as const) : []),
    ...(composing !== null ? (['compose'] as const) : []),
    ...(calling ? (['call'] as const) : []),
    ...(handling ? (['incidents'] as const) : []),
    ...(registering ? (['register'] as const) : []),
    ...(talking ? (['talk'] as const) : []),
    ...(journal ? (['journal'] as const) : []),
    ...(watching ? (['watch'] as const) : []),
    ...(alarming ? (['alarms'] as const) : []),
    ...(importing ? (['import'] as const) : []),
    ...(scheming ? (['scheme'] as const) : []),
    ...(checking ? (['findings'] as const) : []),
    ...(prints ? (['prints'] as const) : []),
  ];
  const shown = tabs.includes(tab) ? tab : (tabs[0] ?? 'place');
  const isWhole = district.seat.subtree === null;
  const isKnown = useRightsKnown();
  return (
    <aside className={styles.right} style={{ width }} data-tab={shown} aria-label={t('shell.dock')}>
      <Resizer width={width} least={NARROW} most={WIDE} onResize={setWidth} />
      <div className={styles.tabs} role="tablist">
        {tabs.map((one) => (
          <button
            type="button"
            key={one}
            role="tab"
            aria-selected={one === shown}
            className={styles.tab}
            onClick={() => place.set({ tab: one })}
            data-testid={`tab-${one}`}
          >
            {one === 'place' ? t(`shell.tab.${selected?.noun ?? 'none'}`) : t(`shell.tab.${one}`)}
          </button>
        ))}
      </div>
      <div className={styles.dockBody}>
        <Guarded key={shown}>
          {shown === 'figures' && <FiguresTab district={district} grid={grid} />}
          {shown === 'place' && <PlaceTab grid={grid} may={may} isEmpty={district.scheme === null} />}
          {shown === 'amend' && amending !== null && (
            <AmendTab key={`${amending.of} ${amending.id} ${amending.venue ?? amending.grid}`} amending={amending} />
          )}
          {shown === 'order' && order !== null && <OrderTab id={order} may={may} />}
          {shown === 'watch' && <WatchTab may={may} />}
          {shown === 'findings' && <FindingsTab district={district} may={may} />}
          {shown === 'import' && (
            <div className={styles.stack}>
              <div>
                <ImportPanel
                  seat={district.seat}
                  scheme={district.scheme?.name ?? null}
                  mayImport={isKnown ? isWhole && may('import_set') : null}
                  mayList={isWhole && may('imports')}
                  mayUndo={isWhole && may('undo_import')}
                  onPick={() => run(actionOf('pick-files'))}
                />
              </div>
              <AmendedByHand may={may} />
            </div>
          )}
        </Guarded>
        {composing !== null && (
          <Kept isShown={shown === 'compose'}>
            <ComposeTab path={composing} district={district} may={may} isShown={shown === 'compose'} />
          </Kept>
        )}
        {calling && (
          <Kept isShown={shown === 'call'}>
            <CallTab isShown={shown === 'call'} may={may} />
          </Kept>
        )}
        {talking && (
          <div hidden={shown !== 'talk'} className={styles.fill}>
            <TalkTab
              channel={selected?.noun === 'grid' ? selected.path : (district.tops[0]?.path ?? null)}
              name={selected?.noun === 'grid' ? (grid.data?.grid.name ?? '') : (district.tops[0]?.name ?? '')}
              isShown={shown === 'talk'}
              isWhole={isWhole}
              may={may}
            />
          </div>
        )}
        {alarming && (
          <Kept isShown={shown === 'alarms'}>
            <AlarmTab isShown={shown === 'alarms'} may={may} />
          </Kept>
        )}
        {handling && (
          <Kept isShown={shown === 'incidents'}>
            <IncidentsTab isShown={shown === 'incidents'} may={may} />
          </Kept>
        )}
        {registering && (
          <Kept isShown={shown === 'register'}>
            <RegisterTab isShown={shown === 'register'} may={may} />
          </Kept>
        )}
        {journal && (
          <Kept isShown={shown === 'journal'}>
            <JournalTab isShown={shown === 'journal'} may={may} />
          </Kept>
        )}
        {scheming && (
          <Kept isShown={shown === 'scheme'}>
            <SchemeTab district={district} may={isKnown ? (entry) => isWhole && may(entry) : null} />
          </Kept>
        )}
        {prints && (
          <Kept isShown={shown === 'prints'}>
            <PrintsTab grid={grid} may={may} />
          </Kept>
        )}
      </div>
    </aside>
  );
}

/** What is written, chosen or narrowed down there stays while one looks at something else. */
function Kept({ isShown, children }: { isShown: boolean; children: ReactNode }) {
  return (
    <div hidden={!isShown} className={styles.fill}>
      <Guarded>{children}</Guarded>
    </div>
  );
}

function FiguresTab({ district, grid }: Pick<Props, 'district' | 'grid'>) {
  const { figure, level, selected, only } = usePlaceOf('figure', 'level', 'selected', 'only');
  const five = useFive(district, true);
  if (district.scheme === null) return <Empty title={t('shell.empty.title')} />;
  if (grid.error) return <Note {...failureWords(grid.error)} />;
  return (
    <div className={styles.scroll}>
      <FigurePanel
        five={five}
        level={level}
        figure={figure}
        grid={selected?.noun === 'grid' && grid.data?.grid.path === selected.path ? grid.data : undefined}
        symbolOf={(kind) => symbolAddress(symbolOf('venue', kind, ''), theme())}
        checkpointSymbol={symbolAddress('checkpoint', theme())}
        only={only}
        onOnly={(next) => place.set({ only: next })}
        onFigure={(name) => place.set({ figure: name })}
        onPanel={() => place.set({ tab: 'place' })}
      />
    </div>
  );
}

function FindingsTab({ district, may }: Omit<Props, 'grid'>) {
  const { checked, finding, selected } = usePlaceOf('checked', 'finding', 'selected');
  const link = useLink((state) => state);
  const now = useNow();
  return (
    <FindingsPanel
      district={district}
      scheme={checked}
      chosen={finding}
      selected={selected?.noun === 'grid' ? selected.path : null}
      age={link.link === 'lost' ? ageWords(now - link.heard) : null}
      mayAccept={may('accept_finding')}
      mayMend={district.seat.subtree === null && may('mend_finding')}
      // The same fault is in the draft of what is in force: whoever looks at it goes on.
      onScheme={(scheme) => place.set({ checked: scheme })}
      onChoose={(one) => place.set({ finding: one?.key ?? null })}
      onGo={goToFinding}
      onDraw={may('edit_grids') && checked !== null ? drawIn(checked) : null}
      onGrid={(path) => void goToGrid(path)}
    />
  );
}

function goToFinding({ bounds, level }: Finding): void {
  if (bounds) flyClose(bounds);
  if (level !== place.get().level) place.set({ level });
}

/** Opens the page of a draft and edits it where a finding lies. */
const drawIn =
  (draft: string) =>
  (finding: Finding): void => {
    place.set({ scheming: true, page: draft, tab: 'scheme' });
    beginEditing(draft);
    goToFinding(finding);
  };

function PrintsTab({ grid, may }: Pick<Props, 'grid' | 'may'>) {
  const { selected } = usePlaceOf('selected');
  const isKnown = useRightsKnown();
  // The top grid narrows nothing.
  const card = selected?.noun === 'grid' ? grid.data : undefined;
  const isTop = card?.ancestors.every((above) => above.path === card.grid.path);
  return (
    <PrintsPanel
      mayList={isKnown ? may('prints') : null}
      mayPrint={may('print_sheet')}
      within={card && !isTop ? card.grid : null}
      thumb={bridge.thumb}
      onGrid={(path) => {
        void goToGrid(path);
        place.set({ tab: 'prints' });
      }}
      onAgain={showPrintForm}
    />
  );
}

function OrderTab({ id, may }: { id: string; may: Props['may'] }) {
  const { board, failure, version } = useBoard(id);
  const { row, selected } = usePlaceOf('row', 'selected');
  if (failure !== null) return <Note {...failureWords(failure)} />;
  if (board === null || board.card.order.id !== id) return <Loading label={t('shell.loading')} />;
  return (
    <OrderPanel
      key={id}
      board={board}
      version={version}
      row={row}
      selected={selected?.noun === 'grid' ? selected.path : null}
      canLog={may('log_call')}
      canOrder={may('issue_order')}
      canEnd={may('close_order')}
      canPrint={may('print_paper')}
      maySetLadder={may('set_ladder')}
      onRow={(post) => place.set({ row: post })}
      onGrid={(path) => {
        selectGrid(path);
        void goToGrid(path).then(() => place.set({ tab: 'order' }));
      }}
      onAgain={composeFor}
      onOrder={showOrder}
      onCorrect={() => run(actionOf('correct'))}
      onSketch={({ shape }) => fly(sketchBounds(shape))}
    />
  );
}

type ComposeProps = { path: string; district: DistrictCard; may: Props['may']; isShown: boolean };

function ComposeTab({ path, district, may, isShown }: ComposeProps) {
  const asked = useGrid(path);
  const turn = useDrafting((state) => state.turn);
  const places = usePlaces(may('places')).data?.places ?? [];
  const orders = useOrders(may('orders')).data?.orders ?? [];
  if (asked.error) return <Note {...failureWords(asked.error)} />;
  if (!asked.data || asked.isPlaceholderData) return <Loading label={t('shell.loading')} />;
  return (
    <ComposePanel
      key={`${path} ${turn}`}
      card={asked.data}
      district={district}
      places={places}
      orders={orders}
      onBegin={(start) => beginWith(start, nameIn(asked.data))}
      isShown={isShown}
      onSent={(order) => {
        showOrder(order);
        fly(asked.data.bounds);
      }}
      onClose={endComposing}
    />
  );
}

/** What a grid is called, as far as this page knows: where nobody asked for it, by the end of its path. */
function nameIn(card: GridCard): (path: string) => string {
  const known = [card.grid, ...card.children, ...card.ancestors];
  return (path) =>
    known.find((grid) => grid.path === path)?.name ?? gridOf(path)?.name ?? path.slice(path.lastIndexOf('.') + 1);
}
