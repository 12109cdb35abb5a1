import type { ActionGroup, DeskAction } from '../../actions/action';
import { t } from '../../i18n/words';
import { Key } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import styles from './keys.module.css';

type Props = { actions: readonly DeskAction[]; printKey: (key: string) => string; onClose: () => void };

const GROUPS: ActionGroup[] = ['go', 'map', 'edit', 'order', 'page'];

/** All keys, from the registry that binds them. */
export function KeySheet({ actions, printKey, onClose }: Props) {
  return (
    <Sheet title={t('action.keys')} testId="key-sheet" wide onClose={onClose}>
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
    </Sheet>
  );
}
