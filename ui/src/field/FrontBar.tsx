// At the thumb: what the front line tells by itself.

import type { ReactNode } from 'react';
import { mine } from './ground';
import { Icon } from './Icon';
import { openScreen } from './page';
import type { Field } from './state';
import { isReport } from './waiting';
import { say } from './words';

export function FrontBar({ field, post }: { field: Field; post: string }): ReactNode {
  const refused = field.pending.filter(isReport).filter((one) => one.post === post && one.refused).length;
  const hasCheckpoint = mine(field.ground, field.pending, post).length > 0;
  return (
    <nav className="front-bar" aria-label={say('front.bar')}>
      <button type="button" data-testid="front-ground" onClick={() => openScreen('ground')}>
        <Icon name="map" /> {say('front.ground')}
      </button>
      {hasCheckpoint && (
        <button type="button" data-testid="front-checkpoints" onClick={() => openScreen('checkpoints')}>
          <Icon name="gate" /> {say('front.checkpoint')}
        </button>
      )}
      <button type="button" className="loud" data-testid="front-report" onClick={() => openScreen('report')}>
        <Icon name="report" /> {say('front.report')}
        {refused > 0 && <span className="badge">{refused}</span>}
      </button>
    </nav>
  );
}
