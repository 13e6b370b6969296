// Makes rows.wasm of rows.c: npm run build:rows. Needs clang and lld 14 or newer, in Debian the packages of these names.
import "../../lib/lifecycle/end-with-reader";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import path from "node:path";

const folder = path.resolve(import.meta.dirname, "../../lib/colorize/providers/embedded/pixels/rows");
const source = path.join(folder, "rows.c");
const target = path.join(folder, "rows.wasm");
const linked = [
  ...["--no-entry", "--strip-all", "--import-memory", "--shared-memory", "--max-memory=1073741824"],
  ...["__heap_base", "luma8", "luma16", "encoded", "bytes", "job"].map((name) => `--export=${name}`),
];
const kind = ["--target=wasm32", "-msimd128", "-matomics", "-mbulk-memory", "-nostdlib", "-ffreestanding"];

/** A custom section: its id, length, and name, each with one byte for its length, then what it says. */
function customSection(name: string, text: string): Buffer {
  const content = Buffer.concat([Buffer.from([name.length]), Buffer.from(name + text, "latin1")]);
  return Buffer.concat([Buffer.from([0, content.length]), content]);
}

const links = linked.map((option) => `-Wl,${option}`);
execFileSync("clang", [...kind, "-O3", "-Wall", "-Wextra", "-Werror", ...links, "-o", target, source], {
  stdio: "inherit",
});
// What a test compares, because the binary is committed and nothing else would notice that it is of another source.
appendFileSync(
  target,
  customSection("source", createHash("sha256").update(readFileSync(source)).digest("hex").slice(0, 32)),
);
