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
      facts={
        <>
          <dt>{t('grid.asset.owner')}</dt>
          <dd>
            {owner === null ? (
              <span className={styles.lack}>{t('grid.asset.noOwner')}</span>
            ) : (
              <>
                <WordButton onClick={() => onUnit(owner.id)}>{owner.name}</WordButton>
                <span className={styles.fixed}>{owner.phone}</span>
              </>
            )}
          </dd>
          {asset.quantity !== null && (
            <>
              <dt>{t('grid.asset.quantity')}</dt>
              <dd>
                {figure(asset.quantity)} {asset.measure}
              </dd>
            </>
          )}
          {asset.as_of !== null && (
            <>
              <dt>{t('grid.asset.asOf')}</dt>
              <dd>{asset.as_of}</dd>
            </>
          )}
        </>
      }
    />
  );
}
