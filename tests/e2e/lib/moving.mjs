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

/** A camera of this page's own that sees something red that moves: Chromium's sees something green. */
export function seeRed(page) {
  return page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wish) => {
      if (!wish.video) return ask(wish);
      const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
      const context = canvas.getContext("2d");
      let at = 0;
      setInterval(() => {
        context.fillStyle = "#c00000";
        context.fillRect(0, 0, 640, 360);
        context.fillStyle = "#ff8080";
        at = (at + 16) % 560;
        context.fillRect(at, 140, 80, 80);
      }, 60);
      return canvas.captureStream(15);
    };
  });
}

/** Whether what a canvas shows is rather red than green. */
export function isRed(page, css) {
  return page.evaluate((found) => {
    const canvas = document.querySelector(found);
    const [red, green] = canvas.getContext("2d").getImageData(4, 4, 1, 1).data;
    return red > green;
  }, css);
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
