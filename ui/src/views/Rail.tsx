import { VIEWS } from '../actions/go-to-view';
import { printKey } from '../actions/keyboard';
import { actionOf, run } from '../actions/registry';
import { usePlace } from '../desk/place';
import { t } from '../i18n/words';
import { Icon } from '../shared/icons';
import styles from './views.module.css';

/** The views that exist, and the sheet of keys. */
export function Rail() {
  const view = usePlace((state) => state.view);
  return (
    <nav className={styles.rail}>
      {VIEWS.map((name) => {
        const action = actionOf(`view-${name}`);
        return (
          <button
            type="button"
            key={name}
            className={styles.railButton}
            aria-current={name === view ? 'page' : undefined}
            title={`${t(`action.${action.id}`)} ${printKey(action.keys[0] ?? '')}`}
            onClick={() => run(action)}
            data-testid={`view-${name}`}
          >
            <Icon name={name} size={20} />
            {t(`action.${action.id}`)}
          </button>
        );
      })}
      <button
        type="button"
        className={`${styles.railButton} ${styles.railLast}`}
        title={`${t('action.keys')} ?`}
        onClick={() => run(actionOf('keys'))}
      >
        <Icon name="keys" size={20} />
        {t('action.keys')}
      </button>
    </nav>
  );
}
