import "server-only";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { withDeadline } from "../../clock/clock";
import type { SampleName } from "../../contract/answers";
import { defaultOrder, type Order } from "../../contract/order";
import { AppError } from "../../errors/app-error";
import { openSpool } from "../../storage/spool";
import type { Photo } from "../image-input/photo";
import { checkOutput } from "../output/check-output";
import type { ColorizeProvider } from "../providers/colorize-provider";

const order: Order = { ...defaultOrder, model: "large", outputFormat: "jpeg" };
/** Behind every photo that somebody pays for, and all guests share one place in the line. */
const holder = { account: "samples", isTest: true };

/** A sample in color; `version` is another one when the sample or the weights are. */
export type ColoredSample = { path: string; bytes: number; version: string };

/** The studio's own sample photos in color, for guests: without a job, and each colored once for all of them. */
export type SampleColors = {
  /** False where the provider may cost the operator something for each photo, or cannot color at all. */
  isOffered(): Promise<boolean>;
  /**
   * Colors it, unless that was done before with the same weights.
   * @throws {AppError} not_configured where it is not offered, and what the provider rejects with
   */
  color(name: SampleName): Promise<ColoredSample>;
  /** Null when it has not been colored with the weights of today. */
  find(name: SampleName): Promise<ColoredSample | null>;
};

type Deps = { provider: ColorizeProvider; dataDir: string; samplesDir: string; providerTimeoutSeconds: number };

export function createSampleColors({ provider, dataDir, samplesDir, providerTimeoutSeconds }: Deps): SampleColors {
  const folder = path.join(/* turbopackIgnore: true */ dataDir, "samples");
  const photos = new Map<SampleName, Promise<Photo>>();
  const underWay = new Map<SampleName, Promise<void>>();

  function photoOf(name: SampleName): Promise<Photo> {
    const known = photos.get(name) ?? readSample(path.join(/* turbopackIgnore: true */ samplesDir, `${name}.jpg`));
    photos.set(name, known);
    known.catch(() => photos.delete(name));
    return known;
  }

  /** Where the sample lies once it is colored with the weights of today; null where nobody can say which those are. */
  async function place(name: SampleName): Promise<{ file: string; version: string } | null> {
    const weights = await provider.readModelTag(order.model);
    if (weights === null) return null;
    const { sha256 } = await photoOf(name);
    const version = createHash("sha256").update(`${sha256}\n${weights}`).digest("hex").slice(0, 16);
    return { file: `${name}-${version}.jpg`, version };
  }

  async function find(name: SampleName): Promise<ColoredSample | null> {
    const placed = await place(name);
    if (!placed) return null;
    const file = path.join(/* turbopackIgnore: true */ folder, placed.file);
    const found = await stat(file).catch(() => null);
    return found && { path: file, bytes: found.size, version: placed.version };
  }

  async function run(name: SampleName): Promise<void> {
    const [photo, placed] = [await photoOf(name), await place(name)];
    if (!placed) throw notOffered();
    const spool = await openSpool(dataDir);
    try {
      const outputPath = path.join(spool.dir, "output");
      await withDeadline(providerTimeoutSeconds, tooSlow, (signal) =>
        provider.colorize({ jobId: `sample_${name}`, photo, order, outputPath }, { signal, onProgress() {}, holder }),
      );
      await checkOutput(outputPath, photo);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(outputPath, path.join(/* turbopackIgnore: true */ folder, placed.file));
    } finally {
      await spool.remove();
    }
    await removeOlder(name, placed.file);
  }

  async function removeOlder(name: SampleName, newest: string): Promise<void> {
    const older = (await readdir(folder)).filter((file) => file.startsWith(`${name}-`) && file !== newest);
    await Promise.all(older.map((file) => rm(path.join(/* turbopackIgnore: true */ folder, file), { force: true })));
  }

  async function isOffered(): Promise<boolean> {
    const { models } = await provider.capabilities();
    return models[order.model].available && (await provider.readModelTag(order.model)) !== null;
  }

  return {
    isOffered,
    find,
    async color(name) {
      if (!(await isOffered())) throw notOffered();
      const known = await find(name);
      if (known) return known;
      // Who asks for the same one meanwhile waits for the same run.
      const running = underWay.get(name) ?? run(name);
      underWay.set(name, running);
      await running.finally(() => underWay.delete(name));
      return (await find(name)) ?? Promise.reject(new Error(`The sample ${name} was colored and is not there.`));
    },
  };
}

async function readSample(file: string): Promise<Photo> {
  const bytes = await readFile(file);
  const { width, height } = (await sharp(bytes).metadata()).autoOrient;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const opened = { workPath: file, pages: 1, notes: [], width, height };
  return { path: file, bytes: bytes.length, sha256, format: "jpeg", ...opened, name: null };
}

const notOffered = () =>
  new AppError("not_configured", {
    detail: "This studio colors no sample photos for guests. Sign in to colorize a photo of your own.",
    retryAfterSeconds: 3600,
  });
const tooSlow = () =>
  new AppError("upstream_timeout", { detail: "The sample took too long to color. Nothing was charged." });
