import { useQuery } from '@tanstack/react-query';
import { bridge } from '../bridge/open';
import type { HelpCard } from '../bridge/wire/HelpCard';
import type { Role } from '../bridge/wire/Role';
import { answers } from './questions';

const helpQuestion = { queryKey: ['help'], queryFn: () => bridge.ask<'help'>({ type: 'help' }) };

/** Whether the table is here yet; before, nothing is offered and nothing is said to be forbidden. */
export function useRightsKnown(): boolean {
  return useQuery(helpQuestion).data !== undefined;
}

/** The same outside of React; no while the table is not here yet. */
export function mayNow(role: Role, entry: string): boolean {
  const help = answers.getQueryData<HelpCard>(helpQuestion.queryKey);
  return help?.entries.some((one) => one.name === entry && one.roles.includes(role)) ?? false;
}

/** Whether a role may use an entry of the desk's own table; nothing is offered that the table forbids. */
export function useRights(role: Role | undefined): (entry: string) => boolean {
  const help = useQuery(helpQuestion);
  return (entry) =>
    role !== undefined && (help.data?.entries.some((one) => one.name === entry && one.roles.includes(role)) ?? false);
}
