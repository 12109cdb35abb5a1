// The head of one of the front line's own screens: the way back, what it is, and whether the phone is cut off.

import type { ReactNode } from 'react';
import type { Link } from './desk';
import { Icon } from './Icon';
import { closeScreen } from './page';
import { say } from './words';

export function ScreenBar({ title, link }: { title: string; link: Link }): ReactNode {
  return (
    <header className="bar">
      <button
        type="button"
        className="back"
        data-testid="screen-back"
        aria-label={say('order.back')}
        onClick={closeScreen}
      >
        <Icon name="back" />
      </button>
      <h1 className="screen-title">{title}</h1>
      {link === 'lost' && <span className="chip link lost">{say('link.lost')}</span>}
    </header>
  );
}
