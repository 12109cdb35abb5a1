// Whoever asks for a line that is not for him: with his page's own seat and its own program, past all that it shows.

/** Whether a page gets a picture of a line within `seconds`; it has talked before, and so has the program at hand. One that needs
 * none before it comes every two seconds. */
export function getsPicture(page, line, seconds) {
  return page.evaluate(
    async ([name, length]) => {
      const scripts = performance.getEntriesByType("resource").map(({ name: address }) => address);
      const { watchLine } = await import(scripts.find((address) => /\/wire-[^/]*\.js$/.test(address)));
      const folder = location.pathname.startsWith("/field") ? "/field" : "";
      const watching = await watchLine(`${location.origin.replace("http", "ws")}${folder}/api/media`, name);
      const { next } = watching.see("picture");
      const came = next().then((picture) => picture !== undefined, () => false);
      const late = new Promise((done) => setTimeout(done, length * 1000, false));
      const gets = await Promise.race([came, late]);
      watching.end();
      return gets;
    },
    [line, seconds],
  );
}
