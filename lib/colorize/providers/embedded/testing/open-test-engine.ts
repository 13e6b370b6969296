import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Sharp } from "sharp";
import { defaultOrder, type Order } from "../../../../contract/order";
import { createEmbeddedProvider, type EmbeddedOptions } from "../create-embedded-provider";

export const modelsDir = path.resolve("models");
/** Tiny graphs of every role; what each does is said in make_stand_ins.py. */
export const standInsDir = path.resolve("lib/colorize/providers/embedded/testing/stand-ins");
export const sample = (name: string): string => path.resolve("public/samples", `${name}.jpg`);

/** The real engine with the real model, and a folder that goes with it. */
export function openTestEngine(options: Partial<EmbeddedOptions> = {}) {
  const dir = mkdtempSync(path.join(tmpdir(), "engine-"));
  const provider = createEmbeddedProvider({ workers: 1, threads: 1, maxQueue: 100, modelsDir, ...options });
  let made = 0;
  const nextPath = (ending: string) => path.join(dir, `${made++}-${ending}`);
  const task = (inputPath: string, order: Partial<Order> = {}) => ({
    jobId: "job_test",
    photo: {
      path: inputPath,
      bytes: 1,
      sha256: "",
      format: "jpeg" as const,
      workPath: inputPath,
      pages: 1,
      notes: [],
      width: 1,
      height: 1,
      name: null,
    },
    order: { ...defaultOrder, model: "tiny" as const, ...order },
    outputPath: nextPath("out"),
  });
  return {
    dir,
    provider,
    task,
    /** Colorizes a file, by default with the tiny model; returns the output's path. */
    async colorize(inputPath: string, order?: Partial<Order>): Promise<string> {
      const given = task(inputPath, order);
      await provider.colorize(given, { signal: new AbortController().signal, onProgress: () => {} });
      return given.outputPath;
    },
    /** Writes a sharp image as a file in the image's format; returns the path. */
    async write(image: Sharp): Promise<string> {
      const file = nextPath("in");
      await image.toFile(file);
      return file;
    },
    async close(): Promise<void> {
      await provider.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
