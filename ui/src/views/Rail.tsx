import { printKey } from '../actions/keyboard';
import { actionOf, run } from '../actions/registry';
import { usePlace, VIEWS } from '../desk/place';
import { t } from '../i18n/words';
import { useTheme } from '../shared/dress';
import { Icon } from '../shared/icons';
import styles from './views.module.css';

type Props = {
  mayImport: boolean;
  mayCheck: boolean;
  maySchemes: boolean;
  mayPrints: boolean;
  mayJournal: boolean;
  mayLook: boolean;
  unread: number;
};

/** More than this is not counted out on a badge. */
const MOST_SHOWN = 99;

/** The views that exist, what comes in, and the sheet of keys. */
export function Rail({ mayImport, mayCheck, maySchemes, mayPrints, mayJournal, mayLook, unread }: Props) {
  const view = usePlace((state) => state.view);
  const isDark = useTheme() === 'dark';
  return (
    <nav className={styles.rail} aria-label={t('shell.rail')}>
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
      <div className={styles.railLast}>
        {mayCheck && (
          <button
            type="button"
            className={styles.railButton}
            title={`${t('action.findings')} ${printKey('c')}`}
            onClick={() => run(actionOf('findings'))}
            data-testid="findings-open"
          >
            <Icon name="check" size={20} />
            {t('findings.title')}
          </button>
        )}
        {maySchemes && (
          <button
            type="button"
            className={styles.railButton}
            title={`${t('action.schemes')} ${printKey('s')}`}
            onClick={() => run(actionOf('schemes'))}
            data-testid="schemes-open"
          >
            <Icon name="scheme" size={20} />
            {t('scheme.rail')}
          </button>
        )}
        <button
          type="button"
          className={styles.railButton}
          title={`${t('action.groups')} ${printKey('Shift+g')}`}
          onClick={() => run(actionOf('groups'))}
          data-testid="groups-open"
          data-unread={unread}
        >
          <Icon name="groups" size={20} />
          {unread > 0 && <em className={styles.railBadge}>{unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}</em>}
          {t('talk.rail')}
        </button>
        {mayJournal && (
          <button
            type="button"
            className={styles.railButton}
            title={`${t('action.journal')} ${printKey('Shift+j')}`}
            onClick={() => run(actionOf('journal'))}
            data-testid="journal-open"
          >
            <Icon name="describe" size={20} />
            {t('duty.rail')}
          </button>
        )}
        {mayLook && (
          <button
            type="button"
            className={styles.railButton}
            title={`${t('action.eyes')} ${printKey('Shift+h')}`}
            onClick={() => run(actionOf('eyes'))}
            data-testid="eyes-open"
          >
            <Icon name="eye" size={20} />
            {t('eyes.rail')}
          </button>
        )}
        {mayPrints && (
          <button
            type="button"
            className={styles.railButton}
            title={`${t('action.prints')} ${printKey('h')}`}
            onClick={() => run(actionOf('prints'))}
            data-testid="prints-open"
          >
            <Icon name="print" size={20} />
            {t('sheet.rail')}
          </button>
        )}
        {mayImport && (
          <button
            type="button"
            className={styles.railButton}
            title={`${t('action.imports')} ${printKey('i')}`}
            onClick={() => run(actionOf('imports'))}
            data-testid="imports-open"
          >
            <Icon name="import" size={20} />
            {t('import.title')}
          </button>
        )}
        <button
          type="button"
          className={styles.railButton}
          title={`${t('action.theme')} ${printKey('t')}`}
          onClick={() => run(actionOf('theme'))}
          data-testid="theme"
        >
          <Icon name={isDark ? 'sun' : 'moon'} size={20} />
          {t(isDark ? 'shell.theme.light' : 'shell.theme.dark')}
        </button>
        <button
          type="button"
          className={styles.railButton}
          title={`${t('action.language')} ${printKey('l')}`}
          onClick={() => run(actionOf('language'))}
          data-testid="language"
        >
          <Icon name="language" size={20} />
          {t('shell.language')}
        </button>
        <button
          type="button"
          className={styles.railButton}
          title={`${t('action.keys')} ?`}
          onClick={() => run(actionOf('keys'))}
          data-testid="keys"
        >
          <Icon name="keys" size={20} />
          {t('shell.keys')}
        </button>
      </div>
    </nav>
  );
}
