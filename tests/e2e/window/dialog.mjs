// The system's own dialogs for files and folders, answered as a person does: by typing a path and Enter. WebDriver
// knows only the page.

import { execFileSync } from "node:child_process";
import { until } from "../lib/until.mjs";

/** Why dialogs cannot be answered here; none when they can. */
export function unanswerable() {
  try {
    execFileSync("xdotool", ["version"], { stdio: "ignore" });
    return null;
  } catch {
    return "xdotool is not installed";
  }
}

/** Waits for the dialog of that title and answers it with `path`, in ASCII. */
export async function answer(title, path) {
  const dialog = await shown(title);
  xdotool("windowfocus", "--sync", dialog);
  // A dialog that is just there may not feel the first keys: what was typed so far is typed over.
  xdotool("key", "--clearmodifiers", "ctrl+a");
  xdotool("type", "--clearmodifiers", "--delay", "12", path);
  await gone(title, dialog, "Return");
}

/** Waits for the dialog of that title and puts it away. */
export async function refuse(title) {
  await gone(title, await shown(title), "Escape");
}

function shown(title) {
  return until(`the dialog ${title}`, () => windows(title)[0]);
}

/** Presses a key until the dialog has gone: a folder's first Enter goes into it, the second takes it. */
async function gone(title, dialog, key) {
  await until(`the dialog ${title} to go`, async () => {
    if (windows(title).length === 0) return true;
    xdotool("windowfocus", "--sync", dialog);
    xdotool("key", "--clearmodifiers", key);
    return until("an answer", () => windows(title).length === 0, 1).catch(() => false);
  });
}

function windows(title) {
  try {
    return xdotool("search", "--onlyvisible", "--name", `^${title}$`).trim().split("\n").filter(Boolean);
  } catch {
    // It found none.
    return [];
  }
}

function xdotool(...words) {
  return execFileSync("xdotool", words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}
