// The answer to a roll call: the grid where one is, and nothing else.

import { type ReactNode, useState } from 'react';
import { Sheet } from './Sheet';
import { WorkPlaceField } from './WorkPlaceField';
import { say } from './words';

type Props = { onSend(grid: string): void; onClose(): void };

export function RollSheet({ onSend, onClose }: Props): ReactNode {
  const [grid, setGrid] = useState('');
  return (
    <Sheet
      title={say('roll.title')}
      send={say('act.present')}
      tone="good"
      isSaid={grid !== ''}
      onSend={() => onSend(grid)}
      onClose={onClose}
    >
      <WorkPlaceField value={grid} onValue={setGrid} />
    </Sheet>
  );
}
