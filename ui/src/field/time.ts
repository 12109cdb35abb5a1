import { useEffect, useState } from 'react';

/** Looks anew every second, while it is wanted. */
export function useSecond(isWanted: boolean): void {
  const [, again] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    const timer = setInterval(() => again((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [isWanted]);
}

/** The time, anew every half minute: what is late shows itself. */
export function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
