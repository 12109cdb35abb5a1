import { Button } from 'antd';
import type { ItemCard } from '../../bridge/wire/ItemCard';
import { t } from '../../i18n/words';
import { Amendments } from './Amendments';
import styles from './amend.module.css';
import { SetCheckpoint } from './SetCheckpoint';

type Props = {
  card: ItemCard;
  may: (entry: string) => boolean;
  onChange: () => void;
  /** Of a venue or a checkpoint: adds a camera there. */
  onCamera?: () => void;
};

/** What may be done by hand with the item whose panel is open, and what was. */
export function ItemSection({ card, may, onChange, onCamera }: Props) {
  const { item } = card;
  return (
    <>
      {item.of === 'checkpoint' && may('set_checkpoint') && <SetCheckpoint row={item.row} digest={card.digest} />}
      {may('amend_item') && (
        <div className={styles.actions}>
          <Button size="small" onClick={onChange} data-testid="item-change">
            {t('amend.change')}
          </Button>
          {onCamera && (
            <Button size="small" onClick={onCamera} data-testid="item-camera">
              {t('amend.camera')}
            </Button>
          )}
        </div>
      )}
      <Amendments lines={card.amendments} mayUndo={may('undo_amendment')} />
    </>
  );
}
