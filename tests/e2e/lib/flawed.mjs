// A small district that somebody drew with a fault of each kind that can be mended: a sliver, an edge that does not
// match, a square that leaves its parent, and one that names another parent than the one it lies in.

/** A square is so many degrees wide, and lies in a street of three by three. */
const STEP = 0.001;
const [WEST, SOUTH] = [114.6, 33.6];
/** Narrower than the tolerance: 0.3 m to the east. */
const HAIR = 0.000003;

/** GeoJSON of a district: two streets of three by three squares, and what somebody drew wrong, one fault of each kind. */
export function flawed() {
  const features = [];
  const add = (code, level, parent, corners) => {
    const properties = { code, level, name: `格${code}`, ...(parent && { parent }) };
    features.push({ type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring(corners)] } });
  };
  add("D", 1, null, box(0, 0, 6, 3));
  for (const [street, first] of [["A", 0], ["B", 3]]) {
    add(street, 2, "D", box(first, 0, first + 3, 3));
    for (const [at, [x, y]] of squares().entries()) {
      const [code, west] = [`${street}${at + 1}`, first + x];
      add(code, 3, code === "B9" ? "A" : street, drawn[code]?.(west, y) ?? box(west, y, west + 1, y + 1));
    }
  }
  return JSON.stringify({ type: "FeatureCollection", features });
}

const squares = () => Array.from({ length: 9 }, (_, at) => [at % 3, Math.floor(at / 3)]);

/** A strip that nobody has, an edge with a corner of its own, and a square that leaves the district. */
const drawn = {
  A1: (x, y) => box(x, y, x + 1 - HAIR / STEP, y + 1),
  A7: (x, y) => [[x, y], [x + 1, y], [x + 1 + HAIR / STEP, y + 0.5], [x + 1, y + 1], [x, y + 1]],
  B3: (x, y) => box(x, y, x + 1.4, y + 1),
};

/** A head for each of its grids that `has` one: rows of code, title, person and phone. */
export function headsOf(has) {
  const codes = ["D", "A", "B", ...["A", "B"].flatMap((street) => squares().map((_, at) => `${street}${at + 1}`))];
  return codes.filter(has).map((code, at) => [code, "网格长", `人${at}`, `100000000${String(at).padStart(2, "0")}`]);
}

const box = (west, south, east, north) => [[west, south], [east, south], [east, north], [west, north]];

function ring(corners) {
  const round = (degrees) => Number(degrees.toFixed(7));
  return [...corners, corners[0]].map(([x, y]) => [round(WEST + x * STEP), round(SOUTH + y * STEP)]);
}
