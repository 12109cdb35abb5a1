/** Collects what has to be undone: `leave(f)` while things are made, `leave.all()` at the end, last first. */
export function leaving() {
  const undoings = [];
  const leave = (undo) => undoings.push(undo);
  leave.all = async () => {
    while (undoings.length > 0) await undoings.pop()();
  };
  return leave;
}
