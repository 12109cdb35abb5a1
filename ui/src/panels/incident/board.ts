// Where one is on the board, and where an arrow leads.

export type Spot = { column: number; row: number };

type Columns = readonly (readonly { id: string }[])[];

/** Where a case stands; null: it does not. */
export function spotOf(columns: Columns, id: string | null): Spot | null {
  for (const [column, rows] of columns.entries()) {
    const row = rows.findIndex((one) => one.id === id);
    if (row >= 0) return { column, row };
  }
  return null;
}

/** The case below or above, or beside it in the next column that has any; from nowhere, the first. */
export function beside(columns: Columns, from: Spot | null, down: number, right: number): Spot {
  const first = {
    column: Math.max(
      0,
      columns.findIndex((rows) => rows.length > 0),
    ),
    row: 0,
  };
  if (from === null) return first;
  let { column } = from;
  if (right !== 0) {
    do column += right;
    while (columns[column]?.length === 0);
    if (columns[column] === undefined) return from;
  }
  const last = (columns[column]?.length ?? 1) - 1;
  return { column, row: Math.min(last, Math.max(0, from.row + down)) };
}
