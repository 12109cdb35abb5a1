"""Peers that live in Python. Each call is one run; what it took is one JSON line on standard output.

usage: bench-peers.py versions
       bench-peers.py shapely|duckdb STORE POINTS OUT    OUT gets `id,path`: the leaf that holds each point
       bench-peers.py figures CASES SCOPE COLUMN PERIOD...    counts of judged cases by a column, for each period
       bench-peers.py coverage RINGS...    whether each level of each file is a coverage; a ring in a file is
                                           its level, its length and its positions, as 32-bit integers
"""
import json, pathlib, sqlite3, sys, time

LEAVES = "SELECT path, geom FROM grid WHERE path NOT IN (SELECT parent FROM grid WHERE parent IS NOT NULL) ORDER BY path"


def versions():
    found = {}
    try:
        import shapely
        found["shapely"] = f"{shapely.__version__} (GEOS {'.'.join(map(str, shapely.geos_version))})"
    except ImportError:
        pass
    try:
        connection = duckdb_with_spatial()
        found["duckdb"] = connection.execute("SELECT version()").fetchone()[0]
    except Exception:  # whatever is missing, its spatial half is of no use without it
        pass
    print(json.dumps(found))


def with_shapely(store, points, out):
    import numpy, shapely
    took = Clock()
    rows = sqlite3.connect(f"file:{store}?mode=ro", uri=True).execute(LEAVES).fetchall()
    paths = [path for path, _ in rows]
    # A GeoPackage blob is a header of 8 bytes, a box of four numbers, and WKB.
    leaves = shapely.from_wkb([blob[40:] for _, blob in rows])
    table = numpy.loadtxt(points, delimiter=",", skiprows=1)
    took.note("load")
    tree = shapely.STRtree(leaves)
    took.note("index")
    where = numpy.full(len(table), len(paths))
    # On a border the first path wins; leaves stand by path.
    which, leaf = tree.query(shapely.points(table[:, 1:]), predicate="intersects")
    numpy.minimum.at(where, which, leaf)
    took.note("query")
    paths.append("")
    with open(out, "w") as file:
        file.write("".join(f"{int(row)},{paths[leaf]}\n" for row, leaf in zip(table[:, 0], where)))
    took.note("write")
    took.tell()


def with_duckdb(store, points, out):
    took = Clock()
    connection = duckdb_with_spatial()
    # By a file, which takes seconds where row by row takes minutes; its own reader of GeoPackages falls over on a store.
    rows = sqlite3.connect(f"file:{store}?mode=ro", uri=True).execute(LEAVES)
    with open(f"{out}.leaves", "w") as file:
        file.writelines(f"{path},{blob[40:].hex()}\n" for path, blob in rows)
    connection.execute(
        "CREATE TABLE leaf AS SELECT path, ST_GeomFromHEXWKB(wkb) AS geom FROM "
        f"read_csv('{out}.leaves', header=false, columns={{'path': 'VARCHAR', 'wkb': 'VARCHAR'}}, max_line_size=100000000)"
    )
    connection.execute(f"CREATE TABLE point AS SELECT id, ST_Point(lon, lat) AS geom FROM read_csv('{points}')")
    took.note("load")
    # A spatial join makes its index inside the query.
    connection.execute(
        "CREATE TABLE located AS SELECT point.id, min(leaf.path) AS path "
        "FROM point JOIN leaf ON ST_Intersects(leaf.geom, point.geom) GROUP BY point.id"
    )
    took.note("query")
    connection.execute(
        "COPY (SELECT point.id, coalesce(path, '') FROM point LEFT JOIN located USING (id) ORDER BY id) "
        f"TO '{out}' (HEADER false)"
    )
    took.note("write")
    took.tell()


def with_coverage(*files):
    import shapely
    took, found = Clock(), []
    for file in files:
        levels = list(read_levels(file))
        took.note("load")
        found.append(not all(shapely.coverage_is_valid(polygons) for polygons in levels))
        took.note("query")
    took.took["found"] = sum(found)
    took.tell()


def with_figures(cases, scope, column, *periods):
    connection = __import__("duckdb").connect()
    connection.execute(f"CREATE TABLE cases AS SELECT * FROM read_csv('{cases}')")
    group = {
        "place": f"split_part(path, '.', {scope.count('.') + 2})", "kind": "kind", "had": "had",
        "month": "date_trunc('month', day)",
    }[column]
    sums = ", ".join(f"sum(count{at}), sum(of{at})" for at in range(11))
    took = []
    for _ in range(27):
        began = time.perf_counter()
        answers = []
        for nth, period in enumerate(periods):
            first, until = period.split(":")
            by = f"GROUP BY {group}" if nth == 0 else ""
            answers.append(connection.execute(
                f"SELECT count(*), {sums} FROM cases WHERE day >= DATE '{first}' AND day < DATE '{until}' "
                f"AND (path = '{scope}' OR starts_with(path, '{scope}.')) {by}"
            ).fetchall())
        took.append(time.perf_counter() - began)
    print(json.dumps({"took": took, "arrived": sum(row[0] for row in answers[0])}))


def read_levels(file):
    import numpy, shapely
    numbers, at, levels = numpy.fromfile(file, dtype=numpy.int32), 0, {}
    while at < len(numbers):
        level, length = int(numbers[at]), int(numbers[at + 1])
        levels.setdefault(level, []).append(numbers[at + 2 : at + 2 + 2 * length].reshape(-1, 2))
        at += 2 + 2 * length
    for rings in levels.values():
        which = numpy.repeat(numpy.arange(len(rings)), [len(ring) for ring in rings])
        yield shapely.polygons(shapely.linearrings(numpy.concatenate(rings) / 1e7, indices=which))


def duckdb_with_spatial():
    import duckdb, duckdb_extension_spatial
    connection = duckdb.connect()
    folder = pathlib.Path(duckdb_extension_spatial.__file__).parent
    connection.execute(f"LOAD '{next(folder.rglob('*.duckdb_extension'))}'")
    return connection


class Clock:
    def __init__(self):
        self.last, self.took = time.perf_counter(), {}

    def note(self, step):
        now = time.perf_counter()
        self.took[step], self.last = self.took.get(step, 0) + now - self.last, now

    def tell(self):
        print(json.dumps(self.took))


if __name__ == "__main__":
    peer, *rest = sys.argv[1:]
    {"versions": versions, "shapely": with_shapely, "duckdb": with_duckdb, "coverage": with_coverage,
     "figures": with_figures}[peer](*rest)
