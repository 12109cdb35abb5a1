import { actionOf, run } from '../actions/registry';
import { t } from '../i18n/words';
import { useTheme } from '../shared/dress';
import { Icon } from '../shared/icons';
import styles from './views.module.css';

/** Theme and language for who does not sit yet: there is no rail there. */
export function Corner() {
  const isDark = useTheme() === 'dark';
  return (
    <div className={styles.corner}>
      <button type="button" onClick={() => run(actionOf('theme'))} data-testid="theme">
        <Icon name={isDark ? 'sun' : 'moon'} size={16} />
        {t(isDark ? 'shell.theme.light' : 'shell.theme.dark')}
      </button>
      <button type="button" onClick={() => run(actionOf('language'))} data-testid="language">
        <Icon name="language" size={16} />
        {t('shell.language')}
      </button>
    </div>
  );
}
