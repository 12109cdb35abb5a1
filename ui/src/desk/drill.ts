// The drill at this desk: how it stands, while it plays.

import { useQuery } from '@tanstack/react-query';
import { bridge } from '../bridge/open';
import type { DrillStand } from '../bridge/wire/DrillStand';
import { answers } from './questions';

const KEY = ['drill'];
/** How often it is asked anew, in milliseconds: while it plays, and while none does. */
const WATCHED = 1000;
const SELDOM = 15_000;

export function isPlaying(stand: DrillStand | undefined): boolean {
  return stand?.state === 'pairing' || stand?.state === 'running';
}

export const useDrill = (enabled: boolean) =>
  useQuery({
    queryKey: KEY,
    queryFn: bridge.drill.stand,
    enabled,
    refetchInterval: (asked) => (isPlaying(asked.state.data) ? WATCHED : SELDOM),
    refetchOnMount: 'always',
  });

/** The drill is as this says. */
export function noteDrill(stand: DrillStand): void {
  answers.setQueryData(KEY, stand);
}
