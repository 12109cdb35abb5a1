import { Button, Tooltip } from 'antd';
import type { PostLine } from '../../bridge/wire/PostLine';
import { t } from '../../i18n/words';
import { Icon } from '../../shared/icons';
import styles from './grid.module.css';

/** People in post, with phone; a button pairs a device to the post. */
export function People(props: {
  people: PostLine[];
  canPair: boolean;
  onPair: (post: string) => void;
  /** Calls somebody; none: this seat does not call. */
  onRing: ((post: string) => void) | null;
}) {
  const { onRing } = props;
  return (
    <ul className={styles.people}>
      {props.people.map(({ post, reachable }) => (
        <li key={post.id}>
          <span className={styles.person} title={post.person}>
            {post.person}
          </span>
          <span className={styles.post} title={post.title}>
            {post.title}
          </span>
          <span className={styles.phone}>{post.phone}</span>
          <Tooltip title={t(reachable ? 'grid.reachable' : 'grid.unreachable')}>
            <i className={styles.reach} data-on={reachable}>
              <Icon name="device" size={15} />
            </i>
          </Tooltip>
          <span className={styles.doing}>
            {onRing && (
              <Button
                size="small"
                icon={<Icon name="phone" size={14} />}
                aria-label={t('phone.call')}
                title={t('phone.callTitle')}
                onClick={() => onRing(post.id)}
                data-testid={`ring-${post.id}`}
              />
            )}
            <Button
              size="small"
              disabled={!props.canPair}
              onClick={() => props.onPair(post.id)}
              data-testid={`pair-${post.id}`}
            >
              {t('grid.pair')}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}
