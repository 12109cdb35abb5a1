// Every field of the face into which text is typed, as its sources say.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./house.mjs";

const FACE = join(ROOT, "ui/src");
/** Our own, which hand the test id that they are given to the field inside. */
const OURS = ["ReasonInput", "WordsLine"];
const TAG = new RegExp(`<(${OURS.join("|")}|${/Input(?:\.\w+)?|InputNumber|AutoComplete|Mentions|Picker|TreeSelect|Cascader|input|textarea/.source})(?:<[^<>]*>)?(?=[\\s/>])`, "g");
/** No text is composed there; input methods stay away from what is hidden while it is typed. */
const NO_TEXT = /\btype="(?:checkbox|radio|file|number|range|color|date|datetime-local|time|hidden|password)"/;
/** A list to choose from; text is typed into it only when it searches. */
const LIST = ["Picker", "TreeSelect", "Cascader"];

/** Where each text field stands and the test id by which a browser finds it; null when it has none. */
export async function textFields() {
  const files = (await readdir(FACE, { recursive: true })).filter((name) => name.endsWith(".tsx"));
  const found = [];
  for (const file of files.sort()) {
    const source = await readFile(join(FACE, file), "utf8");
    if (/\bcontentEditable\b/.test(source)) found.push({ file, id: null });
    for (const hit of source.matchAll(TAG)) {
      const tag = wholeTag(source, hit.index + hit[0].length);
      const isText = LIST.includes(hit[1]) ? /\bshowSearch\b(?!=\{false\})/.test(tag) : !NO_TEXT.test(tag);
      const isInside = tag.includes("data-testid={testId}") && OURS.some((name) => source.includes(`function ${name}(`));
      if (isText && !isInside) found.push({ file, id: tag.match(/(?:data-testid|testId)="([\w-]+)"/)?.[1] ?? null });
    }
  }
  return found;
}

/** From its `<` to the `>` that ends it: one that no brace encloses. */
function wholeTag(source, start) {
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === "{") depth += 1;
    else if (source[at] === "}") depth -= 1;
    else if (source[at] === ">" && depth === 0) return source.slice(start, at + 1);
  }
  throw new Error(`a tag without an end: ${source.slice(start, start + 80)}`);
}
