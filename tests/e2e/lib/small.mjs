// Small stores of a test's own: a few square grids inside each other, brought in as anybody brings his own.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

const TOP = { west: 114.6, south: 33.6, east: 114.7, north: 33.68 };

/** Fills `house` with `levels` levels of grids, each but the last of two halves; `nameOf(level, code)` names them. */
export async function squares(house, { levels, nameOf = (level, code) => `${level} 级 ${code}` }) {
  const features = [];
  const add = (code, level, box, parent) => {
    const properties = { code, level, name: nameOf(level, code), ...(parent && { parent }), residents: 4096 >> level };
    features.push({ type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring(box)] } });
    if (level === levels) return;
    for (const [at, half] of halves(box, level % 2 === 1).entries()) add(`${code}${at + 1}`, level + 1, half, code);
  };
  add("4116", 1, TOP, null);
  await house.wutu(["new", house.store, "--name", "小区域"]);
  const parent = levels > 1 ? ["--parent", "parent"] : [];
  await bring(house, "grids.geojson", JSON.stringify({ type: "FeatureCollection", features }), ["grids", ...parent]);
}

/** Heads of grids: rows of code, title, person and phone. */
export async function heads(house, rows) {
  const lines = [["网格编码", "岗位", "姓名", "电话"], ...rows].map((row) => row.join(","));
  await bring(house, "heads.csv", `${lines.join("\n")}\n`, ["heads"]);
}

/** Brings a file in; `kind` is what it holds, and what else is said of it. */
export async function bring(house, name, text, kind) {
  const file = join(house.folder, name);
  await writeFile(file, text);
  await house.wutu(["import", house.store, file, "--as", ...kind]);
}

function halves({ west, south, east, north }, isSideBySide) {
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  return isSideBySide
    ? [{ west, south, east: x, north }, { west: x, south, east, north }]
    : [{ west, south, east, north: y }, { west, south: y, east, north }];
}

function ring({ west, south, east, north }) {
  return [[west, south], [east, south], [east, north], [west, north], [west, south]];
}
