// How the people of a group are named, and how what they say begins.

import type { Author } from '../../bridge/wire/Author';
import type { LastLine } from '../../bridge/wire/LastLine';
import { t } from '../../i18n/words';

/** Whoever says something: the person in post, or the seat's role at the desk. */
export function authorOf({ person, role }: Author): string {
  return person === '' ? t(`shell.role.${role}`) : person;
}

/** The beginning of a message: its words, or else what it consists of. */
export function beginningOf({ words, beside }: Pick<LastLine, 'words' | 'beside'>): string {
  if (words === null) return t('talk.quote.gone');
  return words === '' && beside ? t(`talk.beside.${beside}`) : words;
}
