// Files that hover over the page and are let go, as a file manager's would be.

/** Lets files hover: `{ name, body }`, the body a buffer or text. */
export const hover = (page, files) => drag(page, "dragover", files);

/** Drops files. */
export const drop = (page, files) => drag(page, "drop", files);

async function drag(page, event, files) {
  const carried = files.map(({ name, body }) => [name, Buffer.from(body).toString("base64")]);
  await page.evaluate(dispatch, [event, carried]);
}

/** In the page. */
function dispatch([type, carried]) {
  const dataTransfer = new DataTransfer();
  for (const [name, base64] of carried) {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    dataTransfer.items.add(new File([bytes], name));
  }
  document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
}
