// The tab of what is selected: a grid, a venue, a checkpoint, a unit or an asset.

import type { UseQueryResult } from '@tanstack/react-query';
import type { GridCard } from '../bridge/wire/GridCard';
import type { ItemKind } from '../bridge/wire/ItemKind';
import type { PlaceLine } from '../bridge/wire/PlaceLine';
import { beginAmending } from '../desk/amending';
import { useDoor } from '../desk/door';
import { showEyes } from '../desk/eyes';
import { ringPost } from '../desk/phone';
import { composeFor, fly, place, select, showOrder, showPrintForm, usePlaceOf } from '../desk/place';
import { useAsset, useCheckpoint, useItem, useUnit, useVenue } from '../desk/questions';
import { drillInto, goToGrid } from '../desk/travel';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { symbolAddress, symbolOf } from '../map/symbols';
import { ItemSection } from '../panels/amend/ItemSection';
import { spotOf } from '../panels/amend/written';
import { GridPanel } from '../panels/grid/GridPanel';
import { Pairing } from '../panels/grid/Pairing';
import { AssetPanel } from '../panels/place/AssetPanel';
import { CheckpointPanel } from '../panels/place/CheckpointPanel';
import { UnitPanel } from '../panels/place/UnitPanel';
import { VenuePanel } from '../panels/place/VenuePanel';
import { theme } from '../shared/dress';
import { Empty, Loading, Note } from '../shared/parts';
import styles from './views.module.css';

type Props = { grid: UseQueryResult<GridCard>; may: (entry: string) => boolean; isEmpty: boolean };

const symbolFor = ({ noun, kind, state }: PlaceLine): string => symbolAddress(symbolOf(noun, kind, state), theme());
const ring = (post: string): void => void ringPost(post);
const goToPlace = (line: PlaceLine): void => {
  select({ noun: line.noun, id: line.id });
  const reach = 0.004;
  fly({
    west: line.longitude - reach,
    east: line.longitude + reach,
    south: line.latitude - reach,
    north: line.latitude + reach,
  });
};
const changeStream = (id: string): void => beginAmending({ of: 'stream', id });
const goToUnit = (id: string): void => select({ noun: 'unit', id });

export function PlaceTab({ grid, may, isEmpty }: Props) {
  const { selected, pairing, shown } = usePlaceOf('selected', 'pairing', 'shown');
  const door = useDoor();
  const venue = useVenue(selected?.noun === 'venue' ? selected.id : null);
  const checkpoint = useCheckpoint(selected?.noun === 'checkpoint' ? selected.id : null);
  const unit = useUnit(selected?.noun === 'unit' ? selected.id : null);
  const asset = useAsset(selected?.noun === 'asset' ? selected.id : null);
  if (selected === null && isEmpty) {
    return (
      <Empty title={t('shell.empty.title')}>
        <span>{t('shell.empty.drop')}</span>
      </Empty>
    );
  }
  if (selected === null) {
    return (
      <Empty title={t('shell.nothingSelected')}>
        <span>{t('shell.nothingHow')}</span>
      </Empty>
    );
  }
  const asked = { grid, venue, checkpoint, unit, asset }[selected.noun];
  if (asked.error) return <Note {...failureWords(asked.error)} />;
  if (selected.noun === 'grid' && grid.data) {
    return (
      <div className={styles.scroll}>
        {pairing !== null && (
          <Pairing
            key={pairing}
            post={pairing}
            door={door.data ?? null}
            asking={door.isPending}
            onNetwork={() => place.set({ overlay: 'network' })}
            onClose={() => place.set({ pairing: null })}
          />
        )}
        <GridPanel
          card={grid.data}
          stale={grid.isPlaceholderData}
          canOrder={may('issue_order') && shown === null}
          canPair={may('offer_pairing')}
          onRing={may('ring_post') ? ring : null}
          canPrint={may('print_sheet')}
          symbolOf={symbolFor}
          onCompose={() => composeFor(selected.path)}
          onPrint={() => showPrintForm()}
          onDrill={(path) => void drillInto(path)}
          onGrid={(path) => void goToGrid(path)}
          onPlace={goToPlace}
          onUnit={goToUnit}
          onOrder={showOrder}
          onPartner={may('amend_item') ? (id) => beginAmending({ of: 'partner', id, grid: selected.path }) : null}
          onPair={(post) => place.set({ pairing: post })}
        />
      </div>
    );
  }
  const onGrid = (path: string): void => void goToGrid(path);
  const streamsOf = (id: string) => ({
    onStream: may('amend_item') ? changeStream : null,
    onLook: may('begin_viewing') ? () => showEyes(id) : null,
  });
  if (selected.noun === 'venue' && venue.data) {
    return (
      <div className={styles.scroll}>
        <VenuePanel
          card={venue.data}
          symbol={symbolFor(venue.data.place)}
          onGrid={onGrid}
          {...streamsOf(selected.id)}
        />
        <Item of="venue" id={selected.id} may={may} />
      </div>
    );
  }
  if (selected.noun === 'checkpoint' && checkpoint.data) {
    return (
      <div className={styles.scroll}>
        <CheckpointPanel
          card={checkpoint.data}
          symbol={symbolFor(checkpoint.data.place)}
          onGrid={onGrid}
          {...streamsOf(selected.id)}
        />
        <Item of="checkpoint" id={selected.id} may={may} />
      </div>
    );
  }
  if (selected.noun === 'unit' && unit.data) {
    return (
      <div className={styles.scroll}>
        <UnitPanel card={unit.data} symbol={symbolAddress('unit', theme())} onGrid={onGrid} onPlace={goToPlace} />
        <Item of="unit" id={selected.id} may={may} />
      </div>
    );
  }
  if (selected.noun === 'asset' && asset.data) {
    return (
      <div className={styles.scroll}>
        <AssetPanel card={asset.data} symbol={symbolFor(asset.data.place)} onGrid={onGrid} onUnit={goToUnit} />
        <Item of="asset" id={selected.id} may={may} />
      </div>
    );
  }
  return <Loading label={t('shell.loading')} />;
}

/** What may be done by hand with the selected place. */
function Item({ of, id, may }: { of: ItemKind; id: string; may: Props['may'] }) {
  const asked = useItem({ of, id });
  if (!asked.data) return null;
  const card = asked.data;
  return (
    <ItemSection
      card={card}
      may={may}
      onChange={() => beginAmending({ of, id, spot: spotOf(card.item) })}
      {...((of === 'venue' || of === 'checkpoint') && { onCamera: () => beginAmending({ of: 'stream', venue: id }) })}
    />
  );
}
