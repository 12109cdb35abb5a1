import type { Failure } from './wire/Failure';

/** A call that failed, in the desk's own words. */
export class CallFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'CallFailed';
    this.failure = failure;
  }
}

/** Nobody sits here: the desk wants a code first. */
export class NotSeated extends Error {
  constructor() {
    super('not seated');
    this.name = 'NotSeated';
  }
}

/** The desk could not be reached at all. */
export function unreachable(message: string): CallFailed {
  const nothing = { params: {}, advice: '', reference: null, faults: [] };
  return new CallFailed({ kind: 'broken', code: 'link.lost', message, ...nothing });
}

/** Whether nothing came back from the desk: it may have heard, or not. */
export function isLost(failure: unknown): boolean {
  return failure instanceof CallFailed && failure.failure.code === 'link.lost';
}

/** Reads a failure from what came instead of an answer. */
export function failureFrom(value: unknown, fallback: string): Failure {
  const known = typeof value === 'object' && value !== null ? (value as Partial<Failure>) : {};
  return {
    kind: known.kind ?? 'broken',
    code: known.code ?? 'broken',
    params: known.params ?? {},
    message: known.message ?? fallback,
    advice: known.advice ?? '',
    reference: known.reference ?? null,
    faults: known.faults ?? [],
  };
}
