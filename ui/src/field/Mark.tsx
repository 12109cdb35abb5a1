import type { ReactNode } from 'react';
import { Icon } from './Icon';
import { LanguageSwitch } from './LanguageSwitch';
import { say } from './words';

/** Whose page this is, over what is asked before one is in. */
export function Mark(): ReactNode {
  return (
    <div className="mark">
      <Icon name="grid" size={40} />
      <span>{say('app.name')}</span>
      <LanguageSwitch />
    </div>
  );
}
