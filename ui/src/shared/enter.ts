import { useEffect, useState } from 'react';

/** Enter in a list that answers to words: what is chosen fits these words, never those of a moment ago. Pressed before
 * the answer is there, it waits for it; other words take it back. */
export function useEnter(words: string, isSettled: boolean, choose: () => void): () => void {
  const [awaited, setAwaited] = useState<string | null>(null);
  const isDue = awaited === words && isSettled;
  useEffect(() => {
    if (!isDue) return;
    setAwaited(null);
    choose();
  });
  useEffect(() => setAwaited((before) => (before === words ? before : null)), [words]);
  return () => setAwaited(words);
}
