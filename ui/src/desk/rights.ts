import { useQuery } from '@tanstack/react-query';
import { bridge } from '../bridge/open';
import type { Role } from '../bridge/wire/Role';

const helpQuestion = { queryKey: ['help'], queryFn: () => bridge.ask<'help'>({ type: 'help' }) };

/** Whether the table is here yet; before, nothing is offered and nothing is said to be forbidden. */
export function useRightsKnown(): boolean {
  return useQuery(helpQuestion).data !== undefined;
}

/** Whether a role may use an entry of the desk's own table; nothing is offered that the table forbids. */
export function useRights(role: Role | undefined): (entry: string) => boolean {
  const help = useQuery(helpQuestion);
  return (entry) =>
    role !== undefined && (help.data?.entries.some((one) => one.name === entry && one.roles.includes(role)) ?? false);
}
