// The command centre: bar, rail, map, docks. The map is mounted once and stays.

import { useEffect, useMemo, useRef, useState } from 'react';
import type { DeskAction } from '../actions/action';
import { bindKeys, printKey } from '../actions/keyboard';
import { printed } from '../actions/print-sheet';
import { ACTIONS, run } from '../actions/registry';
import { bridge } from '../bridge/open';
import type { CallList } from '../bridge/wire/CallList';
import type { DistrictCard } from '../bridge/wire/DistrictCard';
import type { GridCard } from '../bridge/wire/GridCard';
import type { GridLine } from '../bridge/wire/GridLine';
import type { Hit } from '../bridge/wire/Hit';
import type { IncidentRing } from '../bridge/wire/IncidentRing';
import { noteDoor, useDoor, useWishes } from '../desk/door';
import { keepDrafting } from '../desk/drafting';
import { noteDrill, useDrill } from '../desk/drill';
import { keepEditing } from '../desk/editing';
import { useStreams, useWall } from '../desk/eyes';
import { useFinding } from '../desk/findings';
import { useLink } from '../desk/link';
import { listen } from '../desk/live';
import { hasPicture, useCalls, useSights } from '../desk/phone';
import { fly, place, select, showOrder, usePlaceOf } from '../desk/place';
import {
  useAsset,
  useCheckpoint,
  useGateways,
  useGrid,
  useIncident,
  useIncidentHeat,
  useIncidentRings,
  useOrders,
  usePlaces,
  useUnit,
  useVenue,
} from '../desk/questions';
import { aim, useSpeeches } from '../desk/radio';
import { useRights, useRightsKnown } from '../desk/rights';
import { useMany, usePrinting } from '../desk/sheets';
import { keepShown } from '../desk/shown';
import { useChannels } from '../desk/talk';
import { deepest, goToGrid, home } from '../desk/travel';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { DrillSheet } from '../panels/drill/DrillSheet';
import { EyeWall } from '../panels/eyes/EyeWall';
import { GatewaySheet } from '../panels/gateway/GatewaySheet';
import { KeySheet } from '../panels/keys/KeySheet';
import { NetworkSheet } from '../panels/network/NetworkSheet';
import { CallPicture } from '../panels/phone/CallPicture';
import { PhoneBar } from '../panels/phone/PhoneBar';
import { RadioBar } from '../panels/radio/RadioBar';
import { Palette } from '../panels/search/Palette';
import { type Choice, PrintForm } from '../panels/sheet/PrintForm';
import { language, useLanguage } from '../shared/language';
import { degreesOf } from '../shared/lattice';
import { Note } from '../shared/parts';
import { Sheet } from '../shared/Sheet';
import { AlarmBar } from './AlarmTab';
import { BottomDock } from './BottomDock';
import { Callers } from './Callers';
import { EmptyStore } from './EmptyStore';
import { FileDoor } from './FileDoor';
import { FiveMapsStage } from './FiveMapsStage';
import { Guarded } from './Guarded';
import { Hotline } from './Hotline';
import { IncidentsStage } from './IncidentsStage';
import { Intakes } from './Intakes';
import { LostBanner } from './LostBanner';
import { MapHost } from './MapHost';
import { Rail } from './Rail';
import { Recordings } from './Recordings';
import { ReviewStage } from './ReviewStage';
import { RightDock } from './RightDock';
import { Sensors } from './Sensors';
import { TablesOverlay } from './TablesOverlay';
import { TopBar } from './TopBar';
import styles from './views.module.css';

/** While somebody looks at who comes in, he wants to see them come. */
const WATCHED = 2000;

const closeOverlay = (): void => place.set({ overlay: 'none' });

const NO_RINGS: readonly IncidentRing[] = [];

export function Shell({ district }: { district: DistrictCard }) {
  const { selected, overlay, view } = usePlaceOf('selected', 'overlay', 'view');
  const spoken = useLanguage();
  const link = useLink((state) => state.link);
  const may = useRights(district.seat.role);
  // A set is the whole store's: a part brings nothing in.
  const isWhole = district.seat.subtree === null;
  const mayImport = isWhole && may('import_set');
  const isKnown = useRightsKnown();
  const path = selected?.noun === 'grid' ? selected.path : null;
  const grid = useGrid(path);
  const venue = useVenue(selected?.noun === 'venue' ? selected.id : null);
  const checkpoint = useCheckpoint(selected?.noun === 'checkpoint' ? selected.id : null);
  const unit = useUnit(selected?.noun === 'unit' ? selected.id : null);
  const asset = useAsset(selected?.noun === 'asset' ? selected.id : null);
  const lying = venue.data ?? checkpoint.data ?? unit.data ?? asset.data;
  const trail = path !== null && grid.data ? trailOf(grid.data) : lying?.ancestors;
  const places = usePlaces(may('places'));
  const orders = useOrders(may('orders'));
  const channels = useChannels(may('channels'));
  const speeches = useSpeeches(may('speeches'));
  const calls = useCalls(may('calls'));
  const isOnWall = useWall(({ isUp }) => isUp);
  const since = useRef(district.vector);
  const { finding, checked, tab, incident } = usePlaceOf('finding', 'checked', 'tab', 'incident');
  const reported = useIncident(tab === 'incidents' ? incident : null).data?.line.place;
  const { rings } = usePlaceOf('rings');
  // What was found or is drafted is looked at by itself.
  const isRinged = rings && may('incidents') && view !== 'fivemaps' && view !== 'review' && view !== 'incidents';
  const open = useIncidentRings(isRinged).data?.rings;
  const ringed = isRinged ? (open ?? NO_RINGS) : null;
  const { heat: heatDays } = usePlaceOf('heat');
  const mayHeat = may('incident_heat') && view === 'situation';
  const heat = useIncidentHeat(mayHeat ? heatDays : null).data;
  const card = useFinding(checked, tab === 'findings' ? finding : null).data;
  const found = useMemo(() => {
    // An incident is a ring where it is; what the check finds has its outline, too.
    if (tab === 'incidents') return reported ? { outline: [], place: degreesOf(reported) } : null;
    return card ? { outline: card.outline, place: card.finding.place } : null;
  }, [card, tab, reported]);
  const hasGrids = district.scheme !== null && district.bounds !== null;

  // The key speaks to what is selected; to all that the seat has where nothing is.
  const aimedAt = path ?? district.seat.subtree ?? district.tops[0]?.path ?? null;
  useEffect(() => aim(may('begin_speech') ? aimedAt : null), [aimedAt, may]);
  const nameOf = (channel: string): string => (grid.data?.grid.path === channel ? grid.data.grid.name : district.name);

  useEffect(() => listen(since.current), []);
  useEffect(() => bindKeys(window), []);
  useEffect(keepShown, []);
  useEffect(keepEditing, []);
  useEffect(keepDrafting, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the title is a word, too
  useEffect(() => {
    document.title = `${t('shell.name')} · ${district.name}`;
  }, [district.name, spoken]);
  useStart(district);
  useFirstLevels(district);

  return (
    <div className={styles.shell} data-link={link} data-view={view} data-purpose={district.purpose}>
      <TopBar district={district} trail={trail} orders={orders.data?.orders ?? []} may={may} />
      <Rail
        mayImport={mayImport || (isWhole && may('imports'))}
        mayCheck={may('check')}
        maySchemes={isWhole && may('schemes')}
        mayPrints={may('prints')}
        mayJournal={may('journal')}
        mayLook={may('streams') || may('viewings')}
        unread={channels.data?.channels.reduce((sum, line) => sum + line.unread, 0) ?? 0}
      />
      <main className={styles.stage}>
        <Guarded>{view === 'fivemaps' && hasGrids && <FiveMapsStage district={district} />}</Guarded>
        <div className={styles.ground}>
          <Guarded>
            <MapHost
              district={district}
              places={places.data?.places ?? []}
              placesInAll={places.data?.total ?? 0}
              grid={path !== null ? grid.data : undefined}
              incidents={ringed}
              heat={mayHeat ? { days: heatDays, told: heatDays === null ? undefined : heat } : null}
              found={found}
              mayAdd={hasGrids && may('amend_item')}
              basemaps={{ mayAsk: may('basemaps'), mayChange: isWhole && may('add_basemap') }}
            />
          </Guarded>
          {/* Who looks at cameras still hears who calls, and sees what alarms. */}
          <div className={styles.above} data-over={overlay === 'eyes'}>
            <LostBanner />
            <AlarmBar may={may} />
            <div className={styles.voices}>
              <Guarded>
                <RadioBar list={speeches} nameOf={nameOf} mayCutIn={may('end_speech')} />
              </Guarded>
              <Guarded>
                <PhoneBar list={calls} mayTake={may('step_call')} isOnWall={isOnWall} />
              </Guarded>
            </div>
          </div>
          <Guarded>
            {view === 'review' && hasGrids && may('review') && <ReviewStage district={district} may={may} />}
          </Guarded>
          <Guarded>
            {view === 'incidents' && hasGrids && may('incident_board') && <IncidentsStage district={district} />}
          </Guarded>
          {!hasGrids && <EmptyStore mayImport={mayImport} />}
        </div>
      </main>
      <RightDock district={district} grid={grid} may={may} />
      <Guarded>
        <BottomDock district={district} orders={orders} grid={path !== null ? grid.data : undefined} />
      </Guarded>
      <FileDoor mayImport={isKnown ? mayImport : null} />
      <Guarded key={overlay}>
        {overlay === 'palette' && (
          <Palette actions={ACTIONS} printKey={printKey} onHit={goToHit} onAction={goToAction} onClose={closeOverlay} />
        )}
        {overlay === 'keys' && (
          <KeySheet actions={ACTIONS.filter(isOfScheme)} printKey={printKey} onClose={closeOverlay} />
        )}
        {overlay === 'print' && <Print mayPrint={may('print_sheet')} />}
        {overlay === 'drill' && district.purpose === 'drill' && <Drill district={district} />}
        {overlay === 'network' && (
          <Network
            mayOpen={may('offer_seat') && district.seat.subtree === null}
            onGateways={may('gateways') ? () => place.set({ overlay: 'gateways' }) : null}
          />
        )}
        {overlay === 'eyes' && (
          <Eyes
            calls={calls}
            mayLook={may('begin_viewing')}
            mayList={may('streams')}
            mayRead={may('viewings')}
            mayPrint={may('print_viewings')}
          />
        )}
        {overlay === 'tables' && may('table') && <TablesOverlay mayChange={isWhole && may('revise_table')} />}
        {overlay === 'recordings' && may('recordings') && <Recordings may={may} isWhole={isWhole} />}
        {overlay === 'callers' && may('contact_looks') && <Callers may={may} isWhole={isWhole} />}
        {overlay === 'hotline' && mayImport && <Hotline />}
        {overlay === 'sensors' && may('sensors') && <Sensors mayChange={isWhole && may('set_broker')} />}
        {overlay === 'intakes' && may('intakes') && <Intakes mayChange={isWhole && may('open_intake')} />}
        {overlay === 'gateways' && may('gateways') && <Gateways mayChange={isWhole && may('set_gateway')} />}
      </Guarded>
    </div>
  );
}

function Print({ mayPrint }: { mayPrint: boolean }) {
  // Whose sheet it is stays what it was when the form was opened.
  const [again] = useState(() => place.get().again);
  const [path] = useState(() => again?.grid ?? printed());
  const card = useGrid(path).data;
  const printing = usePrinting();
  const many = useMany();
  if (path === null) return null;
  const inThis = language() === 'en' ? 'en' : 'zh';
  const wish = (choice: Choice) => ({ ...choice, grid: path, language: inThis, page: 1 }) as const;
  const own = card && { level: card.grid.level, name: card.level_name, grids: 1 };
  return (
    <PrintForm
      name={card?.grid.name ?? ''}
      levels={own ? [own, ...card.below] : []}
      choice={again}
      mayPrint={mayPrint}
      printing={printing}
      many={many}
      show={bridge.show}
      onPrint={(choice) => void printing.print(wish(choice))}
      onPrintAll={(choice, levels) => void many.print(wish(choice), levels, card?.grid.name ?? '')}
      onClose={closeOverlay}
    />
  );
}

function Gateways({ mayChange }: { mayChange: boolean }) {
  const list = useGateways(true).data;
  return list ? <GatewaySheet list={list} mayChange={mayChange} onClose={closeOverlay} /> : null;
}

type EyesProps = {
  calls: CallList | undefined;
  mayLook: boolean;
  mayList: boolean;
  mayRead: boolean;
  mayPrint: boolean;
};

function Eyes({ calls, mayList, ...may }: EyesProps) {
  const asked = useStreams(mayList);
  const { place: of, begins } = useWall();
  const sights = useSights();
  if (mayList && asked.error) {
    return (
      <Sheet title={t('eyes.title')} testId="eyes" onClose={closeOverlay}>
        <Note {...failureWords(asked.error)} />
      </Sheet>
    );
  }
  if (mayList && !asked.data) return null;
  const streams = asked.data?.streams ?? [];
  const seen = calls?.calls.filter((line) => line.own && line.end === null && hasPicture(line.id, sights)) ?? [];
  return (
    <EyeWall
      streams={streams}
      first={seen.map((line) => <CallPicture key={line.id} line={line} stand="wall" />)}
      begins={begins}
      place={of}
      {...may}
      onUp={(isUp) => useWall.setState({ isUp })}
      onClose={closeOverlay}
    />
  );
}

function Network({ mayOpen, onGateways }: { mayOpen: boolean; onGateways: (() => void) | null }) {
  const door = useDoor(WATCHED);
  const wishes = useWishes();
  if (!door.data) return null;
  return (
    <NetworkSheet
      door={door.data}
      network={bridge.network}
      wishes={wishes.data ?? null}
      mayOpen={mayOpen}
      onDoor={noteDoor}
      onGateways={onGateways}
      onClose={closeOverlay}
    />
  );
}

function Drill({ district }: { district: DistrictCard }) {
  const asked = useDrill(true);
  if (!asked.data) {
    if (asked.error === null) return null;
    return (
      <Sheet title={t('drill.title')} testId="drill-sheet" onClose={closeOverlay}>
        <Note {...failureWords(asked.error)} />
      </Sheet>
    );
  }
  return (
    <DrillSheet
      stand={asked.data}
      people={district.heads + district.duty}
      drill={bridge.drill}
      onStand={noteDrill}
      onOrder={(order) => {
        closeOverlay();
        showOrder(order);
      }}
      onClose={closeOverlay}
    />
  );
}

/** Where the first levels come in while somebody looks, the map goes there; a single grid is left for what divides it. */
function useFirstLevels(district: DistrictCard): void {
  const known = useRef(deepest());
  useEffect(() => {
    const [before, now] = [known.current, district.scheme?.levels.length ?? 0];
    known.current = now;
    if (now <= before || before > 1) return;
    const { tab } = place.get();
    home();
    place.set({ tab });
  }, [district]);
}

/** The first time: the top grid is selected unless the address says where to go. */
function useStart(district: DistrictCard): void {
  const started = useRef(false);
  useEffect(() => {
    if (started.current || district.scheme === null) return;
    started.current = true;
    const { selected, level, view } = place.get();
    if (level > deepest()) place.set({ level: Math.max(1, deepest()) });
    const top = district.tops[0];
    if (selected === null && top && place.get().tab === 'place') select({ noun: 'grid', path: top.path });
    else if (selected?.noun === 'grid' && selected.path !== top?.path && view !== 'fivemaps') {
      const shown = place.get().level;
      const tab = place.get().tab;
      void goToGrid(selected.path).then(() => place.set({ level: shown, tab }));
    }
  }, [district]);
}

/** Keys of levels that this scheme does not have are no keys. */
function isOfScheme(action: DeskAction): boolean {
  return !action.id.startsWith('level-') || (action.can?.() ?? true);
}

function goToHit(hit: Hit): void {
  closeOverlay();
  if (hit.noun === 'grid') void goToGrid(hit.id);
  else if (hit.noun === 'post') {
    if (hit.grid !== null) void goToGrid(hit.grid);
  } else {
    select({ noun: hit.noun, id: hit.id });
    fly(hit.bounds);
  }
}

function goToAction(action: DeskAction): void {
  closeOverlay();
  run(action);
}

/** From the top down to the grid itself. */
function trailOf({ grid, ancestors, heads, bounds }: GridCard): GridLine[] {
  const { path, code, level, kind, name, counts } = grid;
  const own = {
    path,
    code,
    level,
    kind,
    name,
    heads: heads.map((line) => line.post.person),
    residents: counts.residents,
  };
  return [...ancestors.filter((above) => above.path !== path), { ...own, bounds }];
}
