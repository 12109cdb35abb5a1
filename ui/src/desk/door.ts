// How phones find this desk, and whether it is open to them.

import { useQuery } from '@tanstack/react-query';
import { bridge } from '../bridge/open';
import type { DoorCard } from '../bridge/wire/DoorCard';
import { answers } from './questions';

const KEY = ['door'];
const WISHES = ['network'];
/** Whoever opens or closes the door is told at once; the others notice it within this time, in milliseconds. */
const SOON = 10_000;

/** How phones find the desk; `pause` is how often it is asked anew, in milliseconds. */
export const useDoor = (pause = SOON) =>
  useQuery({
    queryKey: KEY,
    queryFn: bridge.door,
    refetchInterval: pause,
    refetchOnMount: 'always',
  });

/** How the network's door was wished for last; only the window knows. */
export const useWishes = () =>
  useQuery({
    queryKey: WISHES,
    queryFn: () => bridge.network?.wishes() ?? null,
    enabled: bridge.network !== null,
    refetchOnMount: 'always',
  });

/** The door is as this card says. */
export function noteDoor(card: DoorCard): void {
  answers.setQueryData(KEY, card);
  void answers.invalidateQueries({ queryKey: WISHES });
}
