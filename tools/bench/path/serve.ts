import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import type { Photo } from "../../../lib/colorize/image-input/photo";
import type { ColorizeProvider } from "../../../lib/colorize/providers/colorize-provider";
import { selectProvider } from "../../../lib/colorize/providers/select-provider";
import { defaultOrder } from "../../../lib/contract/order";
import { settings } from "../../../lib/env/settings";
import { singleton } from "../../../lib/lifecycle/singleton";
import { log } from "../../../lib/log/log";
import { createFakeProvider } from "../../../lib/testing/fake-provider";
import { ensureBuild } from "../../../server/ensure-build";
import { serveStudio } from "../../../server/serve-studio";

/**
 * The studio that `npm run bench:path` measures, in a process of its own. Its provider hands the photo back at once, or, with
 * --engine, is the studio's own; then a message with the path of a photo is answered with the milliseconds that the engine alone
 * takes for it.
 */
const provider = singleton("provider", () =>
  process.argv.includes("--engine") ? selectProvider(settings(), log()) : createInstantEngine(),
);
await ensureBuild();
const studio = await serveStudio({ dev: false });
await provider.warmUp();
process.on("message", (file) => void runAlone(String(file)).then((ms) => process.send?.(ms)));
process.once("SIGTERM", () => void studio.stop().then(() => process.exit(0)));
process.send?.(studio.url);

/** It stands for the studio's own engine, whose output is not decoded again. */
function createInstantEngine(): ColorizeProvider {
  const { provider } = createFakeProvider();
  return { ...provider, colorize: async (...task) => ({ ...(await provider.colorize(...task)), isOwn: true }) };
}

async function runAlone(file: string): Promise<number> {
  const { width, height } = await sharp(file).metadata();
  const { length: bytes } = await readFile(file);
  const about = { format: "jpeg", pages: 1, notes: [], name: null, bytes, sha256: "" } as const;
  const photo: Photo = { path: file, workPath: file, width, height, ...about };
  const task = { jobId: "job_alone", photo, order: defaultOrder, outputPath: path.join(path.dirname(file), "alone") };
  const start = performance.now();
  await provider.colorize(task, { signal: new AbortController().signal, onProgress: () => {} });
  return performance.now() - start;
}
