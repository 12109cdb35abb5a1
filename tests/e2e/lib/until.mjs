import { setTimeout as pause } from "node:timers/promises";

/** How long is waited for anything, in seconds; a soak beside other work waits longer. */
export const PATIENCE = Number(process.env.WUTU_PATIENCE ?? 20);

/** Asks again until `question` answers something true; says `what` was awaited when it never does. */
export async function until(what, question, seconds = PATIENCE) {
  const end = Date.now() + seconds * 1000;
  let last;
  do {
    try {
      last = await question();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    await pause(20);
  } while (Date.now() < end);
  throw new Error(`waited ${seconds} s for ${what}; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
}
