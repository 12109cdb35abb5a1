// A folder with a store and its keys, and the `wutu` that works on it. Every test has its own; nothing of it
// touches the stores and keys of whoever runs the tests.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { Client } from "./client.mjs";
import { until } from "./until.mjs";

export const ROOT = resolve(import.meta.dirname, "../../..");
const BUILT = process.env.WUTU_BUILT ?? join(ROOT, "target/debug");
const WUTU = join(BUILT, "wutu");
const LISTENING_SECONDS = 60;
/** Beside the template's store; no house of its own needs them. */
const FILES = "files";
/** Where the network's door listens. */
export const NETWORK = "127.0.0.2";

/** A house with the demonstration district. It goes when `leave` says so. */
export async function demonstration(leave) {
  const house = await empty(leave);
  await cp(await template(), house.folder, { recursive: true, filter: (from) => basename(from) !== FILES });
  return house;
}

/** The files that the demonstration district is made of: a folder to read from. */
export async function demonstrationFiles() {
  return join(await template(), FILES);
}

/** A house in which nothing stands yet. */
export async function empty(leave) {
  const house = new House(await mkdtemp(join(tmpdir(), "wutu-e2e-")));
  leave(() => house.leave());
  return house;
}

/** The demonstration district, made once for each build of `wutu` and copied from then on. */
async function template() {
  const { mtimeMs, size } = await stat(WUTU).catch(() => {
    throw new Error(`${WUTU} is not built: cargo build --package cli`);
  });
  const shelf = join(BUILT, "e2e-demonstration");
  const name = createHash("sha256").update(`${WUTU} ${mtimeMs} ${size}`).digest("hex").slice(0, 16);
  const place = join(shelf, name);
  if (await exists(place)) return place;

  await mkdir(shelf, { recursive: true });
  const aside = new House(await mkdtemp(join(shelf, "making-")));
  await aside.wutu(["demo", aside.store, "--files", join(aside.folder, FILES)], { seconds: 600 });
  // Whoever is first wins; the others' work is thrown away.
  await rename(aside.folder, place).catch(() => rm(aside.folder, { recursive: true, force: true }));
  for (const old of await readdir(shelf)) {
    if (old !== name && !old.startsWith("making-")) await rm(join(shelf, old), { recursive: true, force: true });
  }
  return place;
}

const exists = (path) => stat(path).then(() => true, () => false);

class House {
  #desks = new Set();
  /** What was begun and has not ended: a test that fails half way ends nothing. */
  #begun = new Set();

  constructor(folder) {
    this.folder = folder;
    this.store = join(folder, "district.gpkg");
  }

  #env() {
    const { PATH, LANG, LD_LIBRARY_PATH } = process.env;
    const own = { HOME: this.folder, XDG_DATA_HOME: this.data, RUST_BACKTRACE: "1" };
    return Object.fromEntries(Object.entries({ PATH, LANG, LD_LIBRARY_PATH, ...own }).filter(([, value]) => value));
  }

  /** Where the programs of this house keep their keys. */
  get data() {
    return join(this.folder, "data");
  }

  /** Runs `wutu` to its end. Any other exit status than `expect` is a failure; none: any will do. */
  async wutu(args, { expect = 0, seconds = 120 } = {}) {
    const { child, ended } = this.begin(args);
    const late = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
    const { code, signal, out, err } = await ended;
    clearTimeout(late);
    if (signal !== null || (expect !== null && code !== expect)) {
      throw new Error(`wutu ${args.join(" ")}: ${signal ?? `exit ${code}`}\n${out}\n${err}`);
    }
    return { code, document: parsed(out), err };
  }

  /** Starts `wutu` and tells how it ended. */
  begin(args) {
    const child = spawn(WUTU, ["--json", ...args], { env: this.#env(), stdio: ["ignore", "pipe", "pipe"] });
    const [out, err] = [gather(child.stdout), gather(child.stderr)];
    const ended = new Promise((done, failed) => {
      child.once("error", failed);
      child.once("close", (code, signal) => {
        this.#begun.delete(child);
        done({ code, signal, out: out.text, err: err.text });
      });
    });
    this.#begun.add(child);
    return { child, ended, said: out };
  }

  /** Opens the desk; port 0 takes any that is free. Live sound goes by these switchboards, if there are any. */
  serve(port = 0, switchboards = []) {
    const by = switchboards.flatMap(({ address }) => ["--switchboard", address]);
    const secret = by.length > 0 ? ["--switchboard-secret", this.#secret] : [];
    return this.#open(["--listen", `127.0.0.1:${port}`, ...by, ...secret]);
  }

  /** Starts a switchboard of its own. */
  async switchboard() {
    await writeFile(this.#secret, "0123456789abcdef".repeat(4), { mode: 0o600 });
    const { child, said } = this.begin(["switchboard", "--listen", "127.0.0.1:0", "--secret", this.#secret]);
    const { address } = await until("wutu switchboard", () => parsed(said.text), LISTENING_SECONDS);
    const gone = new Promise((done) => child.once("exit", done));
    return {
      address,
      pid: child.pid,
      /** kill -9: no last word. */
      kill: () => {
        child.kill("SIGKILL");
        return gone;
      },
    };
  }

  get #secret() {
    return join(this.folder, "switchboard.secret");
  }

  /** Opens the desk to the network as `name`. To the desk 127.0.0.2 is as far away as any; no other machine reaches it. */
  serveNetwork(name, port = 0) {
    return this.#open(["--listen", `${NETWORK}:${port}`, "--name", name]);
  }

  async #open(doors) {
    const args = ["--json", "serve", this.store, ...doors];
    const child = spawn(WUTU, args, { env: this.#env(), stdio: ["ignore", "pipe", "pipe"] });
    const [out, err] = [gather(child.stdout), gather(child.stderr)];
    const desk = new Desk(this, child, err);
    this.#desks.add(desk);
    const said = await until("wutu serve", () => child.exitCode !== null || parsed(out.text), LISTENING_SECONDS);
    // One that has ended never listens: nobody waits for it.
    if (said === true) throw new Error(`wutu serve ended with ${child.exitCode}: ${err.text}`);
    const { address, operator_link: link, network } = said;
    Object.assign(desk, { address: address.replace(/\/$/, ""), link, network, port: Number(new URL(address).port) });
    return desk;
  }

  async leave() {
    for (const child of this.#begun) child.kill("SIGKILL");
    await Promise.all([...this.#desks].map((desk) => desk.kill()));
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A running `wutu serve`. */
class Desk {
  #house;
  #child;
  #gone;

  constructor(house, child, err) {
    this.#house = house;
    this.#child = child;
    this.#gone = new Promise((gone) => child.once("exit", gone));
    this.err = err;
  }

  /** The store's owner, by the token in STORE.lock. */
  async owner() {
    return new Client(this.address, await this.ownersToken());
  }

  async ownersToken() {
    return JSON.parse(await readFile(`${this.#house.store}.lock`, "utf8")).token;
  }

  get pid() {
    return this.#child.pid;
  }

  /** kill -9: no last word, no closing. */
  kill() {
    this.#child.kill("SIGKILL");
    return this.#gone;
  }

  /** As Ctrl-C does. */
  stop() {
    this.#child.kill("SIGINT");
    return this.#gone;
  }
}

function gather(stream) {
  const gathered = { text: "" };
  stream.setEncoding("utf8").on("data", (part) => {
    gathered.text += part;
  });
  return gathered;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
