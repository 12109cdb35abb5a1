import { useQuery } from '@tanstack/react-query';
import { bridge } from '../bridge/open';
import type { Role } from '../bridge/wire/Role';

/** Whether a role may use an entry of the desk's own table; nothing is offered that the table forbids. */
export function useRights(role: Role | undefined): (entry: string) => boolean {
  const help = useQuery({ queryKey: ['help'], queryFn: () => bridge.ask<'help'>({ type: 'help' }) });
  return (entry) =>
    role !== undefined && (help.data?.entries.some((one) => one.name === entry && one.roles.includes(role)) ?? false);
}
