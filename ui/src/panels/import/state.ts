import { canBring, type Incoming, missing } from '../../desk/incoming';
import type { Tone } from '../../shared/parts';

/** Where a file in hand stands; also the key of its words, `import.state.<state>`. */
export type State =
  | 'looking'
  | 'look'
  | 'trying'
  | 'ready'
  | 'faults'
  | 'column'
  | 'unreadable'
  | 'failed'
  | 'importing'
  | 'done'
  | 'same';

export const TONES: Record<State, Tone> = {
  looking: 'blue',
  look: 'plain',
  trying: 'blue',
  ready: 'green',
  faults: 'amber',
  column: 'amber',
  unreadable: 'red',
  failed: 'red',
  importing: 'blue',
  done: 'green',
  same: 'plain',
};

const UNDER = { look: 'looking', trial: 'trying', import: 'importing' } as const;

export function stateOf(file: Incoming): State {
  const { under, report, failure, look, trial } = file;
  if (under) return UNDER[under.step];
  if (report) return report.changed ? 'done' : 'same';
  if (failure !== null) return 'failed';
  if (!look) return 'look';
  if (look.faults.length > 0) return 'unreadable';
  if (missing(look).length > 0) return 'column';
  if (!trial) return 'look';
  return canBring(file) ? 'ready' : 'faults';
}
