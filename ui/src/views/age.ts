import { t } from '../i18n/words';

/** How long ago, in one unit. */
export function ageWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return t('shell.age.seconds', { count: seconds });
  if (seconds < 3600) return t('shell.age.minutes', { count: Math.floor(seconds / 60) });
  return t('shell.age.hours', { count: Math.floor(seconds / 3600) });
}
