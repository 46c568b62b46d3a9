// Makes flags.png and flags.tsv, small pictures of the flags of countries and a few bodies, from flag-icons.
//
// Run by a developer, in a folder outside the repository:
//   npm i flag-icons@7.5.0 @resvg/resvg-js@2.6.2
//   node <repository>/assets/flags/make_flags.mjs <repository>/assets
//
// What it does: draws each flag (4:3) 40 pixels wide and 30 high, sets them side by side in rows of 16, reduces the
// colours to five bits a channel, and writes one PNG and a list of whose flag stands where.
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { deflateSync, crc32 } from "node:zlib";

const require = createRequire(join(process.cwd(), "package.json"));
const { Resvg } = require("@resvg/resvg-js");

const [WIDTH, HEIGHT, COLUMNS] = [40, 30, 16];
const PACKAGE = "node_modules/flag-icons";
const FOLDER = `${PACKAGE}/flags/4x3`;
const SOURCE_SHA256 = "fc5d884d8c350bb7734cda3c2a6171664110dbb8a191cb043a6007ac2ae8e24e";
// Bodies by their id as actors.
const BODIES = { eu: "EU", un: "UN", arab: "ARAB_LEAGUE", asean: "ASEAN", eac: "EAC" };

const assets = process.argv[2];
const all = createHash("sha256");
for (const name of readdirSync(FOLDER).sort()) all.update(name).update(readFileSync(join(FOLDER, name)));
const sha256 = all.digest("hex");
if (sha256 !== SOURCE_SHA256) throw new Error(`unexpected flags, SHA-256 ${sha256}`);

const wanted = Object.entries(BODIES);
for (const line of readFileSync(join(assets, "world/countries.tsv"), "utf8").split("\n")) {
  const [code, iso2] = line.split("\t");
  if (!line.startsWith("#") && iso2) wanted.push([iso2.toLowerCase(), code]);
}
wanted.sort(([, a], [, b]) => (a < b ? -1 : 1));
const there = new Set(readdirSync(FOLDER));
const flags = wanted.filter(([name]) => there.has(`${name}.svg`));

const rows = Math.ceil(flags.length / COLUMNS);
const stride = COLUMNS * WIDTH * 3;
const picture = Buffer.alloc(stride * rows * HEIGHT);
flags.forEach(([name], index) => {
  const svg = readFileSync(join(FOLDER, `${name}.svg`), "utf8");
  const drawn = new Resvg(svg, { fitTo: { mode: "width", value: WIDTH }, background: "white" }).render();
  if (drawn.width !== WIDTH || drawn.height !== HEIGHT) throw new Error(`${name}: ${drawn.width}x${drawn.height}`);
  const [left, top] = [(index % COLUMNS) * WIDTH, Math.floor(index / COLUMNS) * HEIGHT];
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const value = drawn.pixels[(y * WIDTH + x) * 4 + channel];
        picture[(top + y) * stride + (left + x) * 3 + channel] = Math.round((Math.round((value * 31) / 255) * 255) / 31);
      }
    }
  }
});

// PNG: true colour, each row less the one above it (filter 2), which suits stripes.
const raw = Buffer.alloc((stride + 1) * rows * HEIGHT);
for (let y = 0; y < rows * HEIGHT; y += 1) {
  raw[y * (stride + 1)] = 2;
  for (let x = 0; x < stride; x += 1) {
    const above = y === 0 ? 0 : picture[(y - 1) * stride + x];
    raw[y * (stride + 1) + 1 + x] = (picture[y * stride + x] - above) & 255;
  }
}
const chunk = (name, data) => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
const header = Buffer.alloc(13);
header.writeUInt32BE(COLUMNS * WIDTH, 0);
header.writeUInt32BE(rows * HEIGHT, 4);
header.set([8, 2, 0, 0, 0], 8);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk("IHDR", header),
  chunk("IDAT", deflateSync(raw, { level: 9 })),
  chunk("IEND", Buffer.alloc(0)),
]);

const list = [
  "# Flags in flags.png in the order of its fields, 16 a row, 40 by 30 pixels each.",
  "# From flag-icons 7.5.0 (MIT), by make_flags.mjs.",
  "# actor",
  ...flags.map(([, code]) => code),
  "",
].join("\n");
const out = join(assets, "flags");
writeFileSync(join(out, "flags.png"), png);
writeFileSync(join(out, "flags.tsv"), list);
copyFileSync(join(PACKAGE, "LICENSE"), join(out, "LICENSE-flag-icons.txt"));
const sums = [["flags.png", png], ["flags.tsv", list]].map(
  ([name, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`,
);
writeFileSync(join(out, "SHA256SUMS"), sums.join(""));
console.log(`${flags.length} flags, ${png.length} bytes`);
