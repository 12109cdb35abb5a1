// Files dragged out of another program, with the screen's own mouse: WebDriver's knows only the page.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { until } from "../lib/until.mjs";

/** Debian's own: PyGObject is installed for no other. */
const PYTHON = "/usr/bin/python3";

/** Why files cannot be dragged here; none when they can. */
export function undraggable() {
  try {
    execFileSync("xdotool", ["version"], { stdio: "ignore" });
    execFileSync(PYTHON, ["-c", "import gi; gi.require_version('Gtk', '3.0')"], { stdio: "ignore" });
    return null;
  } catch {
    return "xdotool or PyGObject with GTK 3 is not installed";
  }
}

/** Takes hold of files: `over` moves them about the middle of the screen, `drop` lets go there. */
export async function grasp(leave, ...paths) {
  const source = spawn(PYTHON, [join(import.meta.dirname, "drag_source.py"), ...paths], { stdio: ["ignore", "pipe", "inherit"] });
  const gone = once(source, "exit");
  leave(async () => {
    source.kill();
    await gone;
  });
  const ended = gone.then(([code]) => Promise.reject(new Error(`the program to drag from ended with ${code}`)));
  let said = "";
  source.stdout.on("data", (words) => (said += words));
  const [x, y] = (await Promise.race([until("the program to drag from", () => said), ended])).split(" ").map(Number);
  // A program that is just there may not feel the first press.
  await until("the drag to begin", () => {
    mouse("mouseup", 1, "mousemove", x, y, "mousedown", 1);
    // It begins some pixels away from where it was pressed.
    for (const away of [4, 12, 24, 48]) mouse("mousemove", x - away, y - away);
    return until("the drag", () => said.includes("held"), 2);
  });
  let at = 0;
  return {
    over: () => mouse("mousemove", 800 + (at++ % 2), 500),
    drop: () => mouse("mouseup", 1),
  };
}

function mouse(...words) {
  execFileSync("xdotool", words.map(String));
}
