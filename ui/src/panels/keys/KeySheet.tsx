import type { ActionGroup, DeskAction } from '../../actions/action';
import { t } from '../../i18n/words';
import { Key } from '../../shared/parts';
import styles from './keys.module.css';

type Props = { actions: readonly DeskAction[]; printKey: (key: string) => string; onClose: () => void };

const GROUPS: ActionGroup[] = ['go', 'map', 'order', 'page'];

/** All keys, from the registry that binds them. */
export function KeySheet({ actions, printKey, onClose }: Props) {
  return (
    <div className={styles.veil} onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        className={styles.sheet}
        role="dialog"
        aria-modal="true"
        aria-label={t('action.keys')}
        data-testid="key-sheet"
      >
        <div className={styles.head}>
          <h2>{t('action.keys')}</h2>
          <Key>Esc</Key>
        </div>
        <div className={styles.groups}>
          {GROUPS.map((group) => (
            <section key={group}>
              <h3>{t(`action.group.${group}`)}</h3>
              {actions
                .filter((action) => action.group === group && action.keys.length > 0)
                .map((action) => (
                  <p key={action.id}>
                    <span>{t(`action.${action.id}`)}</span>
                    {action.keys.map((key) => (
                      <Key key={key}>{printKey(key)}</Key>
                    ))}
                  </p>
                ))}
            </section>
          ))}
        </div>
      </div>
    </div>
  );
}
