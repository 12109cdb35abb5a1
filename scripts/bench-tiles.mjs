// The peer for tiles: geojson-vt, MapLibre's own tiler, in memory.
// usage: node bench-tiles.mjs versions
//        node bench-tiles.mjs FOLDER    grid-1.geojson …, tiles.json in it; what it took on standard output
import { readFileSync } from "node:fs";

const modules = new URL("../ui/node_modules/@maplibre/", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("geojson-vt/package.json", modules)));
const { GeoJSONVT } = await import(new URL("geojson-vt/dist/geojson-vt.mjs", modules));
const { fromGeojsonVt } = await import(new URL("vt-pbf/dist/index.es.js", modules));

const folder = process.argv[2];
console.log(JSON.stringify(folder === "versions" ? { version, node: process.version } : measure(folder)));

function measure(folder) {
    const wanted = JSON.parse(readFileSync(`${folder}/tiles.json`));
    const began = performance.now();
    const levels = new Map();
    for (const level of new Set(wanted.map(([level]) => level))) {
        const collection = JSON.parse(readFileSync(`${folder}/grid-${level}.geojson`));
        levels.set(level, new GeoJSONVT(collection, { maxZoom: 15, indexMaxZoom: 5, tolerance: 3, extent: 4096, buffer: 64 }));
    }
    const build = (performance.now() - began) / 1000;
    const draw = ([level, z, x, y]) => {
        const tile = levels.get(level).getTile(z, x, y);
        return tile ? fromGeojsonVt({ grid: tile }, { version: 2, extent: 4096 }) : undefined;
    };
    const pass = () =>
        wanted.map((tile) => {
            const start = performance.now();
            draw(tile);
            return (performance.now() - start) / 1000;
        });
    // The first pass cuts what the second finds ready.
    return { build, first: pass(), second: pass() };
}
