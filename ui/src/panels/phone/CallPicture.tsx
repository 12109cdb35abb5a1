// The picture of a call: the other side's, with the own one in its corner, and words where there is none.

import type { ReactNode } from 'react';
import type { CallLine } from '../../bridge/wire/CallLine';
import { phone, useLarge, useSights } from '../../desk/phone';
import { t } from '../../i18n/words';
import type { Seen } from '../../media/look';
import { Mounted } from '../../media/Mounted';
import { Preview } from '../../media/Preview';
import { clockTime } from '../../shared/format';
import styles from './phone.module.css';

/** Where it stands. */
type Stand = 'bar' | 'wall';

export function CallPicture({ line, stand }: { line: CallLine; stand: Stand }): ReactNode {
  const { seen: all, shown } = useSights();
  const isLarge = useLarge(({ call }) => call === line.id);
  const seen = all[line.id] ?? { is: 'nothing' };
  const canvas = phone.sights.picture(line.id);
  const own = shown?.call === line.id ? phone.sights.own() : null;
  const words = wordsOf(seen);
  return (
    <figure
      className={styles.picture}
      data-stand={stand}
      data-large={stand === 'bar' && isLarge}
      data-seen={seen.is}
      data-testid="call-picture"
      data-call={line.id}
    >
      {canvas !== null && (
        <Mounted element={canvas} label={t('phone.pictureOf', { name: line.person })} className={styles.canvas} />
      )}
      {words !== null && (
        <p className={styles.lack} role="status" data-testid="call-picture-words">
          {words}
        </p>
      )}
      {own !== null && <Preview camera={own} label={t('phone.own')} className={styles.own} />}
      <figcaption className={styles.caption} title={`${line.person} ${line.title} · ${line.grid_name}`}>
        <i data-seen={seen.is} />
        <b>{line.person}</b>
        <span>{line.grid_name}</span>
        {line.stage === 'watched' && <em>{t('phone.stage.watched')}</em>}
      </figcaption>
    </figure>
  );
}

/** What is said where no picture is, or an old one. */
function wordsOf(seen: Seen): string | null {
  if (seen.is === 'shown') return null;
  return seen.is === 'still' ? t('phone.seen.still', { time: clockTime(seen.since) }) : t(`phone.seen.${seen.is}`);
}
