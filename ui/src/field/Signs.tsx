// How urgent an order is and how far it has got: by shape and word, never by colour alone.

import type { ReactNode } from 'react';
import type { Priority } from '../bridge/wire/Priority';
import { Icon } from './Icon';
import type { Shown } from './receipt';
import { say } from './words';

export function Urgency({ priority }: { priority: Priority }): ReactNode {
  return <span className={`urgency ${priority}`}>{say(`priority.${priority}`)}</span>;
}

export function Standing({ order }: { order: Shown }): ReactNode {
  return (
    <span className={`standing ${order.progress}`} data-testid="standing">
      {order.progress === 'done' && <Icon name="check" size={18} />}
      {order.progress === 'refused' && <Icon name="cross" size={18} />}
      {say(`progress.${order.progress}`)}
      {order.unsent !== null && (
        <span className="unsent" data-testid="unsent">
          <Icon name="unsent" size={16} /> {say('order.pending')}
        </span>
      )}
    </span>
  );
}
