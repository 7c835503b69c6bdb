// Weighs what a browser loads before it shows the first page, and fails the build when that grows too heavy.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const INITIAL_KB = 150;
const ROUTE_KB = 200;
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const weight = (file) => gzipSync(readFileSync(`dist/${file}`)).length / 1024;

/** The entry's own files and everything it imports statically, each once. */
function filesOf(key, seen = new Set()) {
  const chunk = manifest[key];
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  chunk.css?.forEach((file) => seen.add(file));
  chunk.imports?.forEach((imported) => filesOf(imported, seen));
  return seen;
}

const initial = filesOf("index.html");
const sum = (files) => [...files].reduce((total, file) => total + weight(file), 0);
const routes = Object.keys(manifest)
  .filter((key) => manifest[key].isDynamicEntry)
  .map((key) => [key, sum([...filesOf(key)].filter((file) => !initial.has(file)))]);
const heaviest = routes.sort((a, b) => b[1] - a[1])[0] ?? ["none", 0];

console.log(`first page ${sum(initial).toFixed(0)} KB gz (at most ${INITIAL_KB}), heaviest room ${heaviest[1].toFixed(0)} KB gz (${heaviest[0]}, at most ${ROUTE_KB})`);
if (sum(initial) > INITIAL_KB || heaviest[1] > ROUTE_KB) {
  console.error("The bundle is over its budget.");
  process.exit(1);
}
