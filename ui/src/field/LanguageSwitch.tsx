import type { ReactNode } from 'react';
import { otherLanguage, speak } from '../shared/language';
import { say } from './words';

/** Changes between the two languages; the phone remembers it. */
export function LanguageSwitch(): ReactNode {
  return (
    <button
      type="button"
      className="chip"
      data-testid="language"
      aria-label={say('language.change')}
      onClick={() => speak(otherLanguage())}
    >
      {say('language.other')}
    </button>
  );
}
