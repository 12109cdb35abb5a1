import type { PostLine } from '../../bridge/wire/PostLine';
import { t } from '../../i18n/words';
import { Belonging } from './Belonging';
import styles from './place.module.css';

/** Who is on duty at a venue or a checkpoint. */
export function Duty({ duty }: { duty: PostLine[] }) {
  return (
    <Belonging title={t('grid.venue.duty')} count={duty.length} none={t('grid.venue.noDuty')}>
      <ul className={styles.people}>
        {duty.map(({ post }) => (
          <li key={post.id}>
            <b>{post.person}</b>
            <span>{post.title}</span>
            <code>{post.phone}</code>
          </li>
        ))}
      </ul>
    </Belonging>
  );
}
