import type { Author } from '../../bridge/wire/Author';
import { t } from '../../i18n/words';

/** Who it was: somebody in post, or a seat at the desk. */
export function lookerWords(by: Author): string {
  return by.person === '' ? t(`shell.role.${by.role}`) : `${by.person} ${by.title}`;
}
