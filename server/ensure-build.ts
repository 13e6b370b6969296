import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
/** What goes into the build; a change in any of it makes a new one. */
const sources = [
  "app",
  "components",
  "lib",
  "prisma/schema",
  "public",
  "instrumentation.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "package-lock.json",
  "tsconfig.json",
];
const left = new Set(["generated", "testing"]);

/** Playwright's global setup: the browser meets the production build of these very sources. */
export default () => ensureBuild();

/** Builds the app unless the build that is there was made from exactly these sources. */
export async function ensureBuild(distDir = process.env.NEXT_DIST_DIR ?? ".next"): Promise<void> {
  const stamp = path.join(root, distDir, "sources.sha256");
  const now = hashSources();
  if (existsSync(path.join(root, distDir, "BUILD_ID")) && existsSync(stamp) && readFileSync(stamp, "utf8") === now)
    return;
  console.log("Building the studio, once for this version (about half a minute) …");
  await build();
  writeFileSync(stamp, now);
}

function hashSources(): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((name) => filesUnder(path.join(root, name)))) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(at: string): string[] {
  if (!existsSync(at)) return [];
  if (statSync(at).isFile()) return /\.test\.tsx?$/.test(at) ? [] : [at];
  const names = readdirSync(at)
    .filter((name) => !left.has(name))
    .sort();
  return names.flatMap((name) => filesUnder(path.join(at, name)));
}

async function build(): Promise<void> {
  const run = (args: string[]) =>
    new Promise<void>((resolve, reject) => {
      const child = spawn(process.execPath, args, {
        cwd: root,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.once("error", reject);
      child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`The build failed:\n${output}`))));
    });
  await run(["node_modules/prisma/build/index.js", "generate"]);
  await run(["node_modules/next/dist/bin/next", "build"]);
}
