// The process in which a desk reads a foreign file: found by its parent, held still where a test looks at it.

import { readdir, readFile } from "node:fs/promises";
import { until } from "./until.mjs";

/** A GeoJSON file of venues that takes a while to read. */
export function manyVenues(count = 200_000) {
  const venue = (number) => {
    const id = String(number).padStart(7, "0");
    const geometry = { type: "Point", coordinates: [114.6, 33.6] };
    return JSON.stringify({ type: "Feature", properties: { id: `V${id}`, name: `场所${id}`, kind: "仓库" }, geometry });
  };
  const venues = Array.from({ length: count }, (_, number) => venue(number));
  return Buffer.from(`{"type":"FeatureCollection","features":[\n${venues.join(",\n")}\n]}\n`);
}

/** Waits until `desk` (a process id) has an inspector, and holds it still. Gives its process id. */
export async function held(desk) {
  const pid = await until("an inspector", async () => (await inspectors()).find(({ parent }) => parent === desk)?.pid, 60);
  process.kill(pid, "SIGSTOP");
  return pid;
}

/** Lets an inspector go on that was held; one that has ended with its desk is gone already. */
export function letGo(pid) {
  try {
    process.kill(pid, "SIGCONT");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** Waits until a process is gone. */
export const gone = (pid) => until(`the end of process ${pid}`, async () => !(await state(pid)), 30);

/** Its state and parent; null when there is none, or only its exit waits to be heard. */
async function state(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return null;
  const [letter, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return letter === "Z" ? null : { parent: Number(parent) };
}

async function inspectors() {
  const numbers = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(
    numbers.map(async (pid) => {
      const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      const found = line.split("\0")[1] === "--customs" ? await state(pid) : null;
      return found && { pid: Number(pid), parent: found.parent };
    }),
  );
  return all.filter((one) => one !== null);
}
