/** Collects what has to be undone: `leave(f)` while things are made, `leave.all()` at the end, last first. All of it is
 * undone, whatever fails; the first failure is thrown then. */
export function leaving() {
  const undoings = [];
  const leave = (undo) => undoings.push(undo);
  leave.all = async () => {
    const failures = [];
    while (undoings.length > 0) {
      try {
        await undoings.pop()();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  return leave;
}
