// A disk so small that it gets full: a tmpfs of the test's own. Mounting needs root, or a namespace in which one is
// root: `unshare --map-root-user --mount node --test …`.

import { execFileSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";

const NAME = "wutu-full-";
const CHUNK = Buffer.alloc(1 << 20);
const mounted = new Set();

// However the test ends; what a killed one left is swept up by the next.
process.on("exit", () => mounted.forEach(unmount));

/** Mounts a disk of so many bytes at `place`. Throws {@link CannotMount} where that is not permitted. */
export function smallDisk(leave, place, bytes) {
  sweep();
  mkdirSync(place, { recursive: true });
  try {
    const options = `size=${bytes},mode=0700`;
    execFileSync("mount", ["-t", "tmpfs", "-o", options, NAME + process.pid, place], { stdio: "pipe" });
  } catch (error) {
    const [reason] = String(error.stderr ?? error.message).trim().split("\n");
    throw new CannotMount(`no disk can be mounted here: ${reason}`);
  }
  mounted.add(place);
  leave(() => unmount(place));
  return new Disk(place);
}

export class CannotMount extends Error {}

class Disk {
  #filler;

  constructor(place) {
    this.place = place;
    this.#filler = join(place, "filler");
  }

  /** Takes all but `room` bytes. */
  fill(room) {
    const { bavail, bsize } = statfsSync(this.place);
    const file = openSync(this.#filler, "w");
    try {
      for (let left = bavail * bsize - room; left > 0; ) {
        left -= writeSync(file, CHUNK, 0, Math.min(left, CHUNK.length));
      }
    } catch (error) {
      // Somebody else took the rest.
      if (error.code !== "ENOSPC") throw error;
    } finally {
      closeSync(file);
    }
  }

  /** Gives it back. */
  clear() {
    rmSync(this.#filler, { force: true });
  }

  /** Gives it back, and makes the disk so large that `room` bytes are free whatever lies there by now. */
  clearTo(room) {
    this.clear();
    const { blocks, bavail, bsize } = statfsSync(this.place);
    const size = (blocks - bavail) * bsize + room;
    execFileSync("mount", ["-o", `remount,size=${size}`, this.place], { stdio: "pipe" });
  }
}

function unmount(place) {
  // Lazily: what still runs there must not keep the mount.
  if (mounted.delete(place)) execFileSync("umount", ["--lazy", place], { stdio: "pipe" });
}

function sweep() {
  for (const line of readFileSync("/proc/self/mounts", "utf8").split("\n")) {
    const [name, place] = line.split(" ");
    const isStale = name.startsWith(NAME) && !existsSync(`/proc/${name.slice(NAME.length)}`);
    if (isStale) execFileSync("umount", ["--lazy", place], { stdio: "pipe" });
  }
}
