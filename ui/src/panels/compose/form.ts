// An order while it is composed: what the fields hold, and the draft that they make.

import type { Answering } from '../../bridge/wire/Answering';
import type { Asked } from '../../bridge/wire/Asked';
import type { Draft } from '../../bridge/wire/Draft';
import type { GridCard } from '../../bridge/wire/GridCard';
import type { Ground } from '../../bridge/wire/Ground';
import type { LevelCount } from '../../bridge/wire/LevelCount';
import type { OrderKind } from '../../bridge/wire/OrderKind';
import type { Outside } from '../../bridge/wire/Outside';
import type { PostRole } from '../../bridge/wire/PostRole';
import type { Priority } from '../../bridge/wire/Priority';
import type { Stationed } from '../../bridge/wire/Stationed';
import type { Target } from '../../bridge/wire/Target';
import type { Drafting, Start } from '../../desk/drafting';

export type Holds = 'custom' | Asked['holds'];

export type Form = {
  text: string;
  /** What stands for the fields of a template's text. */
  values: Readonly<Record<string, string>>;
  kind: OrderKind;
  priority: Priority;
  /** Minutes from sending; 0: no deadline. */
  minutes: number;
  levels: number[];
  roles: PostRole[];
  having: string | null;
  holding: string | null;
  stations: Stationed[];
  unanswered: string | null;
  /** By which gateway it goes out as well, and to whom. */
  outside: Outside | null;
  answering: Answering | 'custom';
  holds: Holds;
  /** What a number counts. */
  unit: string;
  /** Between 、 or commas. */
  choices: string;
};

export const ROLES: PostRole[] = ['head', 'deputy', 'worker', 'duty'];
export const DEADLINES = [0, 5, 10, 30, 60];

export function emptyForm(levels: LevelCount[]): Form {
  return {
    text: '',
    values: {},
    kind: 'command',
    priority: 'normal',
    minutes: 10,
    levels: levels.map((level) => level.level),
    roles: [...ROLES],
    having: null,
    holding: null,
    stations: [],
    unanswered: null,
    outside: null,
    answering: 'custom',
    holds: 'custom',
    unit: '',
    choices: '',
  };
}

/** The fields as a template, an earlier order or a saved target fills them. */
export function formOf(start: Start, levels: LevelCount[]): Form {
  const { target, answer } = start;
  const all = levels.map(({ level }) => level);
  return {
    ...emptyForm(levels),
    text: start.text,
    kind: start.kind,
    priority: start.priority,
    minutes: start.minutes,
    levels: target.levels.length === 0 ? all : target.levels.filter((level) => all.includes(level)),
    roles: target.roles.length === 0 ? [...ROLES] : target.roles,
    having: target.having,
    holding: target.holding ?? null,
    stations: target.stations ?? [],
    unanswered: target.unanswered ?? null,
    answering: start.answering ?? 'custom',
    holds: answer?.holds ?? 'custom',
    unit: answer?.holds === 'number' ? answer.unit : '',
    choices: answer?.holds === 'choice' ? answer.of.join('、') : '',
  };
}

/** The levels of a grid's subtree, its own included. */
export function levelsIn(card: GridCard): LevelCount[] {
  return [{ level: card.grid.level, name: card.level_name, grids: 1 }, ...card.below];
}

/** Whom it is for; all levels and all roles are said by naming none, and what is not chosen is not said. */
export function targetOf(form: Form, path: string, levels: LevelCount[], drafting: Drafting): Target {
  const { tops, drawn, others } = drafting;
  // Grids from elsewhere come beside the one that the order began with; those below it narrow it down.
  const isBeside = tops.some((top) => !isWithin(top.path, path));
  const paths = isBeside ? [path, ...tops.map((top) => top.path)] : tops.map((top) => top.path);
  const ground: Ground[] = [
    ...(paths.length > 0 ? [{ ground: 'below', tops: paths } as const] : []),
    ...others,
    ...drawn,
  ];
  return {
    subtree: isBeside ? commonTop(paths) : path,
    ...(ground.length > 0 && { ground }),
    levels: form.levels.length === levels.length ? [] : [...form.levels].sort((a, b) => a - b),
    roles: form.roles.length === ROLES.length ? [] : form.roles,
    having: form.having,
    ...(form.holding !== null && { holding: form.holding }),
    ...(form.stations.length > 0 && { stations: form.stations }),
    ...(form.unanswered !== null && { unanswered: form.unanswered }),
  };
}

/** What the desk is asked or told. */
export function draftOf(form: Form, target: Target, deadline: string | null): Draft {
  const answer = answerOf(form);
  return {
    text: filled(form.text, form.values),
    kind: form.kind,
    priority: form.priority,
    target,
    deadline,
    answering: form.answering === 'custom' ? null : form.answering,
    ...(answer && { answer }),
    ...(form.outside && { outside: form.outside }),
  };
}

/** What an answer must hold; null: what the kind's custom is. */
export function answerOf({ holds, unit, choices }: Form): Asked | null {
  if (holds === 'custom') return null;
  if (holds === 'number') return { holds, unit: unit.trim() };
  if (holds === 'choice') return { holds, of: choicesOf(choices) };
  return { holds };
}

export function choicesOf(text: string): string[] {
  return [...new Set(text.split(/[、,，;；\n]/).map((one) => one.trim()))].filter((one) => one !== '');
}

export function deadlineOf(form: Pick<Form, 'minutes'>, now: number): string | null {
  return form.minutes === 0 ? null : new Date(now + form.minutes * 60_000).toISOString();
}

/** A template's text with its fields filled in, as far as they are. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce(
    (so, [field, value]) => (value.trim() === '' ? so : so.replaceAll(`{${field}}`, value.trim())),
    text,
  );
}

export function isWithin(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}.`);
}

/** The deepest grid that holds all of these. */
export function commonTop(paths: readonly string[]): string {
  const [first = [], ...rest] = paths.map((path) => path.split('.'));
  const parting = first.findIndex((code, at) => rest.some((other) => other[at] !== code));
  return (parting < 0 ? first : first.slice(0, parting)).join('.');
}
