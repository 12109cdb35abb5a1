/** `ask`, one at a time: whoever wants it while an answer is under way gets one that begins after it. */
export function onceMore(ask: () => Promise<void>): () => Promise<void> {
  let asking: Promise<void> | null = null;
  let isWanted = false;
  const begin = (): Promise<void> => {
    if (asking !== null) {
      isWanted = true;
      return asking;
    }
    asking = ask().finally(() => {
      asking = null;
      if (isWanted) {
        isWanted = false;
        void begin();
      }
    });
    return asking;
  };
  return begin;
}
