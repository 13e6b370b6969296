import "../lib/lifecycle/end-with-reader";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build } from "esbuild";
import { readManifest } from "../lib/colorize/providers/embedded/graphs/read-manifest";
import { type EngineDescription, type EngineFile, engineSchema } from "../lib/on-device/engine-files";
import { hashSources } from "./hash-sources";

const root = path.resolve(import.meta.dirname, "..");
const modelsDir = path.join(root, "models");
const rowsFile = "lib/colorize/providers/embedded/pixels/rows/rows.wasm";
const runtimeFile = "node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm";
const sources = [
  "lib/on-device",
  "lib/colorize",
  "lib/contract",
  "lib/errors",
  "models/manifest.json",
  "models/color.onnx",
];
const [compressBrotli, compressGzip] = [promisify(brotliCompress), promisify(gzip)];
/** The strongest setting takes half a minute for a tenth less of onnxruntime, and nothing less of a network's weights. */
const brotliQuality = 9;
const brotliWindow = 24;

/**
 * Makes what browsers color photos with, unless it was made of exactly these sources: the files of the engine, compressed, in a
 * folder that is named by their content and never changes, engine.json, which says where they are, and the service worker. In
 * development there is no service worker, which would hide what was changed.
 */
export async function ensureEngine({ dev = false, target = path.join(root, "public") } = {}): Promise<void> {
  const serviceWorker = path.join(target, "on-device-service-worker.js");
  if (dev) await rm(serviceWorker, { force: true });
  const folder = path.join(target, "on-device");
  const stamp = path.join(folder, "engine", "sources.sha256");
  const now = hashSources(["package-lock.json", "server/ensure-engine.ts", ...sources]);
  const isMade = existsSync(stamp) && readFileSync(stamp, "utf8") === now;
  // Not at each start: an image's files belong to nobody who may write them.
  if (!dev && !(isMade && existsSync(serviceWorker)))
    await writeFile(serviceWorker, await bundle("lib/on-device/offline/service-worker.ts"));
  if (isMade) return;
  const { models, presets } = await readManifest(modelsDir);
  const model = models.find(({ role, name }) => role === "color" && name === presets.tiny?.model);
  if (!model) throw new Error("models/manifest.json has no color model for browsers.");
  const contents = {
    worker: { name: "worker.js", content: await bundle("lib/on-device/on-device-worker.ts") },
    runtime: { name: "runtime.wasm", content: await readFile(path.join(root, runtimeFile)) },
    rows: { name: "rows.wasm", content: await readFile(path.join(root, rowsFile)) },
    weights: { name: "color.onnx", content: await readFile(path.join(modelsDir, model.file)) },
  };
  const version = createHash("sha256");
  for (const { content } of Object.values(contents)) version.update(content);
  const name = version.digest("hex").slice(0, 16);
  // What an older version left: a page that still uses it has loaded it.
  await rm(path.join(folder, "engine"), { recursive: true, force: true });
  await mkdir(path.join(folder, "engine", name), { recursive: true });
  const write = async (file: { name: string; content: Buffer }): Promise<EngineFile> => ({
    url: `/on-device/engine/${name}/${file.name}`,
    bytes: file.content.length,
    sentBytes: await writeCompressed(path.join(folder, "engine", name, file.name), file.content),
  });
  const [worker, runtime, rows, weights] = await Promise.all([
    write(contents.worker),
    write(contents.runtime),
    write(contents.rows),
    write(contents.weights),
  ]);
  const description = engineSchema.parse({ files: { worker, runtime, rows, weights }, model, presets });
  await writeFile(path.join(folder, "engine.json"), JSON.stringify(description satisfies EngineDescription));
  await writeFile(stamp, now);
}

async function bundle(entry: string): Promise<Buffer> {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, entry)],
    bundle: true,
    write: false,
    minify: true,
    platform: "browser",
    format: "esm",
    target: "es2022",
    // The licenses of what is bundled require their notices.
    legalComments: "eof",
    logLevel: "warning",
  });
  return Buffer.from(outputFiles[0]?.contents ?? "");
}

/** The file and its compressed copies; returns the bytes that a browser gets which takes Brotli. */
async function writeCompressed(file: string, content: Buffer): Promise<number> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
    [constants.BROTLI_PARAM_LGWIN]: brotliWindow,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const brotli = await compressBrotli(content, { params });
  await writeFile(file, content);
  await writeFile(`${file}.br`, brotli);
  await writeFile(`${file}.gz`, await compressGzip(content, { level: constants.Z_BEST_COMPRESSION }));
  return brotli.length;
}

if (process.argv[1] === import.meta.filename) await ensureEngine();
