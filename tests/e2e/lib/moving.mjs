// Pictures that move: what a page has drawn is read back, and what a stranger would get of a line is asked for.

import { until } from "./until.mjs";

/** Waits until the nth canvas that fits `css` is drawn otherwise than before, twice. */
export async function stirring(page, css, nth = 0) {
  const read = () => page.evaluate(drawn, [css, nth]);
  let last = await until(`${css} is drawn`, read);
  for (let times = 0; times < 2; times += 1) {
    last = await until(`${css} moves`, async () => {
      const now = await read();
      return now !== null && now !== last && now;
    });
  }
}

/** A few points of a canvas, as text; null where there is none, or it is of one colour. */
export function drawn([css, nth]) {
  const canvas = document.querySelectorAll(css)[nth];
  if (!canvas?.width) return null;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const points = [];
  for (let at = 0; at < data.length; at += 4 * 997) points.push(data[at], data[at + 1], data[at + 2]);
  return new Set(points).size > 1 ? points.join(" ") : null;
}
