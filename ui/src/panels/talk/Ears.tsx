// Who heard a speech live; whoever was away has its voice note.

import { useState } from 'react';
import { useEars } from '../../desk/radio';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import styles from './talk.module.css';
import { authorOf } from './words';

type Props = { speech: string; heard: number; people: number };

export function Ears({ speech, heard, people }: Props) {
  const [isOpen, setOpen] = useState(false);
  const ears = useEars(speech, isOpen && heard > 0).data;
  return (
    <span className={styles.ears}>
      <button
        type="button"
        disabled={heard === 0}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        data-testid="talk-ears"
      >
        {t('radio.heardBy', { heard: figure(heard), people: figure(people) })}
      </button>
      {isOpen && ears && (
        <ul data-testid="talk-ear-list">
          {ears.heard.map(({ at, who, grid_name: grid }) => (
            <li key={`${at} ${who.post}`}>
              <b>{authorOf(who)}</b> {who.title} <small>{grid}</small> <time>{shortTime(at)}</time>
            </li>
          ))}
        </ul>
      )}
    </span>
  );
}
