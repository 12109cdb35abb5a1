// How the people of a group are named.

import type { Author } from '../../bridge/wire/Author';
import { t } from '../../i18n/words';

/** Whoever says something: the person in post, or the seat's role at the desk. */
export function authorOf({ person, role }: Author): string {
  return person === '' ? t(`shell.role.${role}`) : person;
}
