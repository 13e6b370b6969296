import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ensureDownloads } from "./ensure-downloads";
import { ensureEngine } from "./ensure-engine";
import { hashSources } from "./hash-sources";
import { compressFiles } from "./static/compress-files";

const root = path.resolve(import.meta.dirname, "..");
/** What goes into the build; a change in any of it makes a new one. */
const sources = [
  "app",
  "components",
  "lib",
  "packages/client/src",
  "prisma/schema",
  "public",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "package-lock.json",
  "tsconfig.json",
];

/** Where the build lies, named from the root. */
export const buildFolder = (): string => process.env.NEXT_DIST_DIR ?? ".next";

/** Builds the app unless the build that is there was made from exactly these sources. */
export async function ensureBuild(distDir = buildFolder()): Promise<void> {
  await ensureDownloads();
  await ensureEngine();
  const stamp = path.join(root, distDir, "sources.sha256");
  const now = hashSources(sources);
  if (existsSync(path.join(root, distDir, "BUILD_ID")) && existsSync(stamp) && readFileSync(stamp, "utf8") === now)
    return;
  console.log("Building the studio, once for this version (about half a minute) …");
  await build();
  await compressFiles(path.join(root, distDir, "static"));
  writeFileSync(stamp, now);
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
