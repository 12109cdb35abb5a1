import type { AssetCard } from '../../bridge/wire/AssetCard';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Tag, WordButton } from '../../shared/parts';
import { PlacePanel } from './PlacePanel';
import styles from './place.module.css';

type Props = {
  card: AssetCard;
  symbol: string;
  onGrid: (path: string) => void;
  onUnit: (id: string) => void;
};

/** States in which an asset is of use. */
const USABLE = ['正常', '完好', '在用'];

/** One asset: how much there is of it, and who answers for it. */
export function AssetPanel({ card, symbol, onGrid, onUnit }: Props) {
  const { asset, owner } = card;
  return (
    <PlacePanel
      name={asset.name}
      position={card.place}
      ancestors={card.ancestors}
      nowhere={t('grid.venue.nowhere')}
      symbol={symbol}
      testId="asset-panel"
      onGrid={onGrid}
      tags={
        <>
          <Tag tone="blue">{asset.kind}</Tag>{' '}
          <Tag tone={USABLE.includes(asset.state) ? 'green' : 'amber'}>{asset.state}</Tag>
        </>
      }
      facts={[
        {
          term: t('grid.asset.owner'),
          said:
            owner === null ? (
              <span className={styles.lack}>{t('grid.asset.noOwner')}</span>
            ) : (
              <>
                <WordButton onClick={() => onUnit(owner.id)}>{owner.name}</WordButton>
                <span className={styles.fixed}>{owner.phone}</span>
              </>
            ),
        },
        {
          term: t('grid.asset.quantity'),
          said: asset.quantity === null ? null : `${figure(asset.quantity)} ${asset.measure ?? ''}`,
        },
        { term: t('grid.asset.asOf'), said: asset.as_of },
      ]}
    />
  );
}
