// The real window, driven from outside: a small WebDriver client over tauri-driver.
// WebDriver is plain HTTP; the dozen calls that a story needs are all here.

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../lib/house.mjs";
import { freePort } from "../lib/port.mjs";
import { until } from "../lib/until.mjs";

const BUILT = process.env.WUTU_BUILT ?? join(ROOT, "target/debug");
const DRIVER = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "bin/tauri-driver");
/** How long a window may take to go, in seconds: its doors have a few for their last words. */
const GOODBYE = 30;
export const CONTROL = "\uE009";
export const ENTER = "\uE007";
export const ESCAPE = "\uE00C";
export const SHIFT = "\uE008";
export const F6 = "\uE036";
export const F7 = "\uE037";
/** Names the window among all processes, as a variable of its environment. */
const MARK = "WUTU_E2E_WINDOW";
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Path of one of our binaries. */
export const binary = (name) => join(BUILT, name);

/** Opens the window, on `store` or on the demonstration district, and waits until its page is there. */
export function openWindow(leave, store, env = {}) {
  return openWith(leave, store ? [store] : ["--desk"], env);
}

/** Opens the program with these words behind its name, and waits until its page is there. */
export async function openWith(leave, args, env = {}) {
  const mark = randomUUID();
  const [port, native] = [await freePort(), await freePort()];
  // What it says passes through us: whoever holds the test's own output keeps the run from ending.
  const driver = spawn(DRIVER, ["--port", port, "--native-port", native], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env, [MARK]: mark },
  });
  driver.stdout.pipe(process.stderr, { end: false });
  driver.stderr.pipe(process.stderr, { end: false });
  const gone = new Promise((done) => driver.once("exit", done));
  leave(async () => {
    driver.kill();
    await gone;
  });
  leave(() => end(mark));
  // Asked directly: tauri-driver passes questions on, and prints a page of fright while nobody is there.
  await until("WebKitWebDriver", async () => (await fetch(`http://127.0.0.1:${native}/status`)).ok);
  const base = `http://127.0.0.1:${port}`;
  const { sessionId } = await send(base, "POST", "/session", {
    capabilities: { alwaysMatch: { "tauri:options": { application: binary("wutu-desktop"), args } } },
  });
  return new Window(`${base}/session/${sessionId}`);
}

/** Ends the windows that carry a mark: a window outlives its driver. One that was going already is let go. */
async function end(mark) {
  for (const pid of await windowsWith(mark)) {
    try {
      process.kill(pid, "SIGTERM");
    } catch (error) {
      if (error.code !== "ESRCH") throw error;
    }
  }
  await until("the window to go", async () => (await windowsWith(mark)).length === 0, GOODBYE);
}

async function windowsWith(mark) {
  const found = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const read = (what) => readFile(`/proc/${pid}/${what}`, "utf8").catch(() => "");
    if ((await read("comm")).trim() === "wutu-desktop" && (await read("environ")).includes(mark)) found.push(Number(pid));
  }
  return found;
}

async function send(base, method, path, body) {
  const response = await fetch(base + path, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (value?.error) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}

class Window {
  #session;

  constructor(session) {
    this.#session = session;
  }

  /** What `script`, the body of a function of `args`, returns in the page. */
  run(script, ...args) {
    return send(this.#session, "POST", "/execute/sync", { script, args });
  }

  /** Issues all these orders at once, as the page does; their ids. */
  acts(calls) {
    const script =
      "const [calls, done] = arguments;" +
      "Promise.all(calls.map((call) => window.__TAURI_INTERNALS__.invoke('act', { call })))" +
      ".then((all) => done(all.map((outcome) => outcome.order)), (failure) => done({ failure }))";
    return send(this.#session, "POST", "/execute/async", { script, args: [calls] });
  }

  /** Brings in a file that is made in the page, row by row, each filled up to its length; the report, or `failure`. */
  imports(file, kind, manner, id, rows) {
    const script = `
      const [said, { head, row, rows, fill }, done] = arguments;
      const parts = [head];
      for (let nth = 0; nth < rows; nth += 1) {
        const words = row.replace("NAME", "人" + nth).replace("NUMBER", String(10000000000 + nth));
        parts.push(words, "x".repeat(fill - words.length), "\\n");
      }
      const headers = Object.fromEntries(Object.entries(said).map(([key, value]) => [key, encodeURIComponent(value)]));
      new Blob(parts).arrayBuffer()
        .then((bytes) => window.__TAURI_INTERNALS__.invoke("import", bytes, { headers }))
        .then(done, (failure) => done({ failure }));`;
    const said = { file, kind, manner: JSON.stringify(manner), command_id: id };
    return send(this.#session, "POST", "/execute/async", { script, args: [said, rows] });
  }

  /** All orders that the list holds, in order. */
  orders() {
    return this.run("return [...document.querySelectorAll('[data-testid=orders-row]')].map((row) => row.dataset.order).sort()");
  }

  /** The first thing that fits `css` and of which `script` returns something true; the script calls it `element`. */
  runOn(css, script) {
    const found = "const element = document.querySelector(arguments[0]); if (!element) return null;";
    return until(`${css}: ${script}`, () => this.run(`${found} ${script}`, css));
  }

  /** Waits until an element fits `css`. */
  sees(css) {
    return this.runOn(css, "return true");
  }

  /** Waits until an element's text is `words`. */
  reads(css, words) {
    return until(`${css} to say ${words}`, async () => (await this.text(css)) === words);
  }

  async click(css) {
    await send(this.#session, "POST", `/element/${await this.#find(css)}/click`, {});
  }

  /** Puts `words` where something else stood. */
  async replace(css, words) {
    await this.click(css);
    await this.press("a", CONTROL);
    await this.type(css, words);
  }

  async text(css) {
    return send(this.#session, "GET", `/element/${await this.#find(css)}/text`);
  }

  async type(css, words) {
    await send(this.#session, "POST", `/element/${await this.#find(css)}/value`, { text: words });
  }

  /** Presses keys one after the other where the focus is; `modifier` is held meanwhile. */
  async press(keys, modifier) {
    const strokes = [...keys].flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    const held = modifier ? [{ type: "keyDown", value: modifier }, ...strokes, { type: "keyUp", value: modifier }] : strokes;
    await this.#act({ type: "key", id: "keyboard", actions: held });
  }

  /** Clicks in the middle of what fits `css`. */
  async clickMiddle(css) {
    const [x, y] = await this.runOn(
      css,
      "const box = element.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]",
    );
    await this.#act({
      type: "pointer",
      id: "mouse",
      parameters: { pointerType: "mouse" },
      actions: [
        { type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ],
    });
  }

  /** Waits until the map has drawn all it has. Asked a frame later: a flight sets off with the next frame only. */
  mapIdle(seconds = 60) {
    const script =
      "const [done] = arguments;" +
      "requestAnimationFrame(() => requestAnimationFrame(() => done(document.documentElement.dataset.map === 'idle')))";
    return until("the map", () => send(this.#session, "POST", "/execute/async", { script, args: [] }), seconds);
  }

  /** A picture of the page into shots/, which git ignores. */
  async shot(name) {
    const png = await send(this.#session, "GET", "/screenshot");
    await mkdir(join(ROOT, "shots"), { recursive: true });
    await writeFile(join(ROOT, "shots", `${name}.png`), Buffer.from(png, "base64"));
  }

  /** Waits until nothing fits `css`. */
  misses(css) {
    return until(`no ${css}`, () => this.run("return document.querySelector(arguments[0]) === null", css));
  }

  #find(css) {
    return until(css, async () => {
      const found = await send(this.#session, "POST", "/element", { using: "css selector", value: css });
      return found[ELEMENT];
    });
  }

  #act(source) {
    return send(this.#session, "POST", "/actions", { actions: [source] });
  }
}
