import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const ignored = new Set(["dist", "downloads", "generated", "testing"]);
/** What ensure-engine.ts writes into public. */
const written = new Set(
  ["public/on-device/engine", "public/on-device/engine.json", "public/on-device-service-worker.js"].map((name) =>
    path.join(root, name),
  ),
);

/** One hash over files and folders, named from the root, without tests and what programs write. */
export function hashSources(names: string[]): string {
  const hash = createHash("sha256");
  for (const file of names.flatMap((name) => filesUnder(path.join(root, name)))) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(at: string): string[] {
  if (written.has(at) || !existsSync(at)) return [];
  if (statSync(at).isFile()) return /\.test\.tsx?$/.test(at) ? [] : [at];
  const names = readdirSync(at)
    .filter((name) => !ignored.has(name))
    .sort();
  return names.flatMap((name) => filesUnder(path.join(at, name)));
}
