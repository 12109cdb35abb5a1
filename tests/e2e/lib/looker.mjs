// Whoever asks for a line that is not for him: with his page's own seat and its own program, past all that it shows.

/** How many pictures a page gets of a line within `seconds`; it has talked before, and so has the program at hand. */
export function picturesOf(page, line, seconds = 2) {
  return page.evaluate(
    async ([name, length]) => {
      const scripts = performance.getEntriesByType("resource").map(({ name: address }) => address);
      const { watchLine } = await import(scripts.find((address) => /\/wire-[^/]*\.js$/.test(address)));
      const folder = location.pathname.startsWith("/field") ? "/field" : "";
      const watching = await watchLine(`${location.origin.replace("http", "ws")}${folder}/api/media`, name);
      const { next } = watching.see("picture");
      let came = 0;
      const read = async () => {
        while ((await next()) !== undefined) came += 1;
      };
      await Promise.race([read().catch(() => {}), new Promise((done) => setTimeout(done, length * 1000))]);
      watching.end();
      return came;
    },
    [line, seconds],
  );
}
