import type { Answering } from '../../bridge/wire/Answering';
import type { Draft } from '../../bridge/wire/Draft';
import type { GridCard } from '../../bridge/wire/GridCard';
import type { LevelCount } from '../../bridge/wire/LevelCount';
import type { OrderKind } from '../../bridge/wire/OrderKind';
import type { PostRole } from '../../bridge/wire/PostRole';
import type { Priority } from '../../bridge/wire/Priority';

export type Form = {
  text: string;
  kind: OrderKind;
  priority: Priority;
  /** Minutes from sending; 0: no deadline. */
  minutes: number;
  levels: number[];
  roles: PostRole[];
  having: string | null;
  answering: Answering | 'custom';
};

export const ROLES: PostRole[] = ['head', 'deputy', 'worker', 'duty'];
export const DEADLINES = [0, 5, 10, 30, 60];

export function emptyForm(levels: LevelCount[]): Form {
  return {
    text: '',
    kind: 'command',
    priority: 'normal',
    minutes: 10,
    levels: levels.map((level) => level.level),
    roles: [...ROLES],
    having: null,
    answering: 'custom',
  };
}

/** A form that begins with what was said on the phone goes to that grid alone; one begins with nothing otherwise. */
export function beginForm(levels: LevelCount[], begun: string | null): Form {
  const form = emptyForm(levels);
  return begun === null ? form : { ...form, text: begun, levels: form.levels.slice(0, 1) };
}

/** The levels of a grid's subtree, its own included. */
export function levelsIn(card: GridCard): LevelCount[] {
  return [{ level: card.grid.level, name: card.level_name, grids: 1 }, ...card.below];
}

/** What the desk is asked or told; all levels and all roles are said by naming none. */
export function draftOf(form: Form, path: string, levels: LevelCount[], deadline: string | null): Draft {
  return {
    text: form.text,
    kind: form.kind,
    priority: form.priority,
    target: {
      subtree: path,
      levels: form.levels.length === levels.length ? [] : [...form.levels].sort((a, b) => a - b),
      roles: form.roles.length === ROLES.length ? [] : form.roles,
      having: form.having,
    },
    deadline,
    answering: form.answering === 'custom' ? null : form.answering,
  };
}

export function deadlineOf(form: Form, now: number): string | null {
  return form.minutes === 0 ? null : new Date(now + form.minutes * 60_000).toISOString();
}
