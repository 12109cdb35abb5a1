// What keeps a page from people who see little, hear nothing or have no mouse, as axe-core finds it.

import axe from "axe-core";
import { until } from "./until.mjs";

const WORST = ["serious", "critical"];

/** Serious and critical findings on the page as it is now, one line for each element. */
export async function findings(page, where = "") {
  // Half way from one colour to another nothing is as it will be.
  await until("colours at rest", () => page.evaluate(isAtRest));
  // Evaluated by the browser's own protocol, so that the page's policy stays as it is.
  await page.evaluate(`window.axe ?? (() => { ${axe.source} })()`);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, any }) => ({ id, impact, target: target.join(" "), why: any[0]?.message ?? "" })),
    );
  });
  return found
    .filter(({ impact }) => WORST.includes(impact))
    .map(({ id, target, why }) => `${where} ${id}: ${target} ${why}`.trim());
}

/** What turns for ever turns on. */
function isAtRest() {
  const ends = (one) => one.effect?.getComputedTiming().iterations !== Infinity;
  return document.getAnimations().every((one) => one.playState !== "running" || !ends(one));
}
