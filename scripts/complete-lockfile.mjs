// Completes package-lock.json after `npm install` from a mirror that holds this platform's packages only.
// npm leaves out what such a mirror doesn't have, and `npm ci` then refuses its own lockfile everywhere.
// usage: node scripts/complete-lockfile.mjs ui/package-lock.json

import { readFileSync, writeFileSync } from "node:fs";

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

const [file] = process.argv.slice(2);
const lock = JSON.parse(readFileSync(file, "utf8"));
const known = lock.packages;

for (const [place, holder] of Object.entries(known)) {
  for (const [name, version] of Object.entries(holder.optionalDependencies ?? {})) {
    if (known[`${place}/node_modules/${name}`] || known[`node_modules/${name}`]) continue;
    known[`node_modules/${name}`] = entry(name, version, holder.dev);
    console.error(`completed: ${name} ${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

// Native packages carry their platform in their name: that is how npm knows which ones to pass over.
function entry(name, version, dev) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (!os && !cpu) throw new Error(`${name} is optional, missing, and its name tells no platform`);
  const libc = ["musl", "gnu"].find((library) => words.some((word) => word.startsWith(library)));
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    optional: true,
    ...(os && { os: [os] }),
    ...(libc && { libc: [libc === "gnu" ? "glibc" : libc] }),
  };
}
