// Tables by which the district works, as somebody drafts them anew. A draft stays while its page is closed; it is in
// force nowhere until somebody says so.

import { useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { TableKind } from '../bridge/wire/TableKind';
import { question } from './questions';

export type Row = readonly string[];
export type Draft = { rows: readonly Row[]; source: string };

type Drafts = { drafts: Partial<Record<TableKind, Draft>> };

export const useDrafts = create<Drafts>(() => ({ drafts: {} }));

export function keepDraft(of: TableKind, draft: Draft): void {
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [of]: draft } }));
}

export function dropDraft(of: TableKind): void {
  useDrafts.setState(({ drafts: { [of]: _, ...rest } }) => ({ drafts: rest }));
}

export const useTable = (of: TableKind, enabled = true) =>
  useQuery({ ...question<'table'>({ type: 'table', of }), enabled });

/** What is wrong with a draft; the last verdict stands until the next one comes. */
export const useVerdict = (of: TableKind, rows: readonly Row[] | null) =>
  useQuery({
    ...question<'check_table'>({ type: 'check_table', of, rows: (rows ?? []).map((row) => [...row]) }),
    enabled: rows !== null,
    gcTime: 0,
    placeholderData: (before) => before,
  });

/** Where the cases of some time would go by other rules. */
export const useTrial = (rows: readonly Row[], from: string, until: string, enabled: boolean) =>
  useQuery({
    ...question<'try_routing'>({ type: 'try_routing', rows: rows.map((row) => [...row]), from, until }),
    enabled,
    gcTime: 0,
    retry: false,
  });
