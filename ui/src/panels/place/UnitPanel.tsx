import type { PlaceLine } from '../../bridge/wire/PlaceLine';
import type { UnitCard } from '../../bridge/wire/UnitCard';
import { t } from '../../i18n/words';
import { Tag, WordButton } from '../../shared/parts';
import { Belonging } from './Belonging';
import { PlacePanel } from './PlacePanel';
import styles from './place.module.css';

type Props = {
  card: UnitCard;
  symbol: string;
  onGrid: (path: string) => void;
  onPlace: (place: PlaceLine) => void;
};

/** One unit: its duty phone, the grids that it is paired with, what it answers for. */
export function UnitPanel({ card, symbol, onGrid, onPlace }: Props) {
  const { unit, place } = card;
  return (
    <PlacePanel
      name={unit.name}
      position={place}
      ancestors={card.ancestors}
      nowhere={t('grid.unit.everywhere')}
      symbol={symbol}
      testId="unit-panel"
      onGrid={onGrid}
      tags={
        <>
          <Tag tone="blue">{unit.kind}</Tag> {unit.whistle && <Tag tone="green">{t('grid.unit.whistle')}</Tag>}
        </>
      }
      facts={[
        { term: t('grid.unit.phone'), said: unit.phone ?? t('grid.unit.noPhone'), isFixed: true },
        { term: t('grid.venue.address'), said: unit.address },
      ]}
    >
      <Belonging title={t('grid.unit.pairings')} count={card.pairings.length} none={t('grid.unit.noPairings')}>
        <div className={styles.words}>
          {card.pairings.map(({ partner, grid_name }) => (
            <WordButton key={partner.id} onClick={() => onGrid(partner.grid)} title={partner.duty ?? undefined}>
              {grid_name}
            </WordButton>
          ))}
        </div>
      </Belonging>
      <Belonging title={t('grid.unit.assets')} count={card.assets.length} none={t('grid.unit.noAssets')}>
        <div className={styles.words}>
          {card.assets.map((asset) => (
            <WordButton key={asset.id} onClick={() => onPlace(asset)} title={`${asset.kind} ${asset.state}`}>
              {asset.name}
            </WordButton>
          ))}
        </div>
      </Belonging>
    </PlacePanel>
  );
}
