// Places and drawings on the map that go along with an order.

import { Button, Input } from 'antd';
import { shapeWords } from '../../attachments/sketch';
import { nameSketch, removeSketch, takeTool, useDrafting } from '../../desk/drafting';
import { t } from '../../i18n/words';
import { Icon } from '../../shared/icons';
import { Key } from '../../shared/parts';
import styles from './compose.module.css';

const TOOLS = ['point', 'lasso', 'circle'] as const;

export const Sketches = { Tools, Rows };

/** What is drawn next is shown, and is no ground of the order. */
function Tools() {
  const { tool, purpose } = useDrafting();
  const inHand = purpose === 'sketch' ? tool : null;
  return (
    <>
      {TOOLS.map((one) => (
        <Button
          key={one}
          size="small"
          type={inHand === one ? 'primary' : 'default'}
          aria-pressed={inHand === one}
          onClick={() => takeTool(one, 'sketch')}
          data-testid={`sketch-${one}`}
        >
          {t(`attachment.draw.${one}`)} {one === 'point' && <Key>Alt P</Key>}
        </Button>
      ))}
      {inHand !== null && <p className={styles.hint}>{t(`attachment.drawHow.${inHand}`)}</p>}
    </>
  );
}

/** What was drawn, to be named or taken away. */
function Rows() {
  const { sketches } = useDrafting();
  return sketches.map((sketch, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: one that is named is another, and keeps its place
    <div key={at} className={styles.sketch} data-testid="sketch-row">
      <Icon name="place" size={16} />
      <Input
        size="small"
        value={sketch.name}
        maxLength={80}
        aria-label={t('attachment.sketchName')}
        placeholder={shapeWords(sketch.shape)}
        onChange={(event) => nameSketch(sketch, event.target.value)}
        data-testid="sketch-name"
      />
      <button
        type="button"
        aria-label={t('attachment.remove', { name: sketch.name || shapeWords(sketch.shape) })}
        onClick={() => removeSketch(sketch)}
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  ));
}
