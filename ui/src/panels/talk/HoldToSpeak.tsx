// Held down, it speaks live into the group: as far down as one would write.

import type { Span } from '../../bridge/wire/Span';
import { radio, useRadio } from '../../desk/radio';
import { t } from '../../i18n/words';
import { held } from '../../media/held';
import { Icon } from '../../shared/icons';
import { Key } from '../../shared/parts';
import styles from './talk.module.css';

export function HoldToSpeak({ channel, span }: { channel: string; span: Span }) {
  const { speaking } = useRadio();
  const isOn = speaking?.channel === channel;
  const begin = (): void => void radio.speak({ channel, span });
  return (
    <button
      type="button"
      className={styles.hold}
      data-on={isOn}
      title={t('radio.hold.title')}
      {...held(begin, radio.release)}
      onKeyDown={(event) => {
        if (event.key === ' ' && !event.repeat) begin();
      }}
      onKeyUp={(event) => event.key === ' ' && radio.release()}
      onBlur={radio.release}
      data-testid="hold-to-speak"
    >
      <Icon name="mic" size={14} /> {t(isOn ? 'radio.hold.on' : 'radio.hold.off')} <Key>␣</Key>
    </button>
  );
}
