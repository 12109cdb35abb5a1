/** The colours of the status scale, in the order in which an answer grows. */
export const STATE_COLOURS = {
  done: 'var(--done)',
  accepted: 'var(--accepted)',
  read: 'var(--underWay)',
  delivered: 'var(--delivered)',
  waiting: 'var(--waiting)',
  refused: 'var(--overdue)',
} as const;
