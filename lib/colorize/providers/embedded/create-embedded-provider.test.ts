import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { unknownFacts } from "../../../contract/photos/photo-facts";
import { noHints } from "../../../contract/photos/scan-hints";
import { unknownChanges } from "../../../contract/prices";
import { AppError } from "../../../errors/app-error";
import type { EmbeddedOptions } from "./create-embedded-provider";
import { readManifest } from "./graphs/read-manifest";
import { modelsDir, openTestEngine, sample, standInsDir } from "./testing/open-test-engine";

const engines: ReturnType<typeof openTestEngine>[] = [];
function open(options: Partial<EmbeddedOptions> = {}) {
  const engine = openTestEngine(options);
  engines.push(engine);
  return engine;
}
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.close())));

const photo = sample("march-pastoral");
const quiet = { signal: new AbortController().signal, onProgress: () => {} };

/** A models folder of its own: the stand-ins, with the manifest changed by `change`. */
function copyModels(dir: string, change: (manifest: string) => string): string {
  const copy = path.join(dir, "models");
  cpSync(standInsDir, copy, { recursive: true });
  const file = path.join(copy, "manifest.json");
  writeFileSync(file, change(readFileSync(file, "utf8")));
  return copy;
}

/** A models folder with the stand-ins of some roles. */
const copyStandIns = (dir: string, roles: string[]) =>
  copyModels(dir, (text) => {
    const manifest = JSON.parse(text);
    const models = manifest.models.filter(({ role }: { role: string }) => roles.includes(role));
    return JSON.stringify({ ...manifest, models });
  });

describe("one photo", () => {
  it("says its size and the weights that ran, and reports its stages in order", async () => {
    const { provider, task } = open();
    const seen: [string, number][] = [];
    const given = task(photo, { model: "large" });
    const output = await provider.colorize(given, {
      ...quiet,
      onProgress: (stage, percent) => seen.push([stage, percent]),
    });
    expect(output).toEqual({
      width: 1024,
      height: 498,
      modelTag: expect.stringMatching(/^large@[0-9a-f]{8}$/),
      facts: { ...unknownFacts, tone: "toned" },
      changes: unknownChanges,
      isOwn: true,
    });
    expect([...new Set(seen.map(([stage]) => stage))].slice(0, 2)).toEqual(["decode", "color"]);
    const percents = seen.map(([, percent]) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(Math.max(...percents)).toBeLessThanOrEqual(100);
  });

  it("that is gone or damaged fails cleanly, leaves no file behind, and the next one works", async () => {
    const { provider, task, dir, colorize } = open();
    await expect(provider.colorize(task(path.join(dir, "gone.jpg")), quiet)).rejects.toMatchObject({
      code: "upstream_error",
    });
    const cut = path.join(dir, "cut.jpg");
    writeFileSync(cut, readFileSync(photo).subarray(0, 50_000));
    await expect(provider.colorize(task(cut), quiet)).rejects.toMatchObject({
      name: "AppError",
      code: "image_corrupt",
    });
    expect(readdirSync(dir)).toEqual(["cut.jpg"]);
    expect(existsSync(await colorize(photo))).toBe(true);
  });

  it("stopped half-way rejects with the reason, leaves no file behind, and the next one works", async () => {
    const { provider, task, dir, colorize } = open();
    const stop = new AbortController();
    const reason = new AppError("upstream_timeout", { detail: "Time is up." });
    const onProgress = () => stop.abort(reason);
    await expect(provider.colorize(task(photo), { signal: stop.signal, onProgress })).rejects.toBe(reason);
    expect(readdirSync(dir)).toEqual([]);
    expect(existsSync(await colorize(photo))).toBe(true);
  });
});

describe("many photos", () => {
  it("beyond the queue are refused with over_capacity and a time to come back, the others are done", async () => {
    const { provider, task } = open({ maxQueue: 1 });
    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => provider.colorize(task(photo), quiet)));
    const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
    expect(refused).toHaveLength(2);
    for (const error of refused) expect(error).toMatchObject({ name: "AppError", code: "over_capacity" });
    expect(refused[0].retryAfterSeconds).toBeGreaterThanOrEqual(1);
  });
});

describe("the models folder", () => {
  it.each([
    [[], false, false],
    [["repair"], true, false],
    [["repair", "clarity"], true, false],
    [["faces", "clarity"], false, false],
    [["faces", "clarity", "photo-clarity"], false, true],
  ])("with models for %j offers repair: %s, clarity: %s", async (roles, repair, clarity) => {
    const { provider } = open({ modelsDir: copyStandIns(open().dir, ["color", ...roles]) });
    const { models, addOns } = await provider.capabilities();
    expect([models.large.available, models.tiny.available]).toEqual([true, true]);
    expect([addOns.cleanScratches.available, addOns.faceRemaster.available]).toEqual([repair, clarity]);
    if (!repair) expect(addOns.cleanScratches.reason).toMatch(/\w+\.$/);
  });

  it("without a model looks at a photo's tone alone, and refuses an add-on it was asked for", async () => {
    const { provider, task } = open({ modelsDir: copyStandIns(open().dir, ["color"]) });
    expect(await provider.inspect(photo, quiet.signal)).toEqual({ ...unknownFacts, tone: "toned", hints: noHints });
    const wanted = task(photo, { cleanScratches: true });
    await expect(provider.colorize(wanted, quiet)).rejects.toMatchObject({ code: "not_configured" });
  });

  it("with weights that don't match their SHA-256 refuses to run them", async () => {
    const { dir } = open();
    const changed = copyModels(dir, (text) => text.replaceAll(/[0-9a-f]{64}/g, "0".repeat(64)));
    const { provider, task } = open({ modelsDir: changed });
    const loading = provider.warmUp();
    expect(provider.isLoading?.()).toBe(true);
    await expect(loading).rejects.toMatchObject({ name: "AppError", code: "not_configured" });
    expect(provider.isLoading?.()).toBe(false);
    await expect(provider.checkHealth()).rejects.toMatchObject({ code: "not_configured" });
    await expect(provider.colorize(task(photo), quiet)).rejects.toMatchObject({ code: "not_configured" });
  });

  it.each(["", "{}", '{"models":[],"presets":{"tiny":{"model":"none","shortSides":[256],"evenFlatGround":false}}}'])(
    "with the manifest %j is not healthy",
    async (text) => {
      const { dir } = open();
      const { provider } = open({ modelsDir: copyModels(dir, () => text) });
      await expect(provider.checkHealth()).rejects.toMatchObject({ name: "AppError", code: "not_configured" });
    },
  );

  it("as it is shipped is healthy, warms up, and says which models are in memory", { timeout: 90_000 }, async () => {
    const { provider } = open();
    await expect(provider.checkHealth()).resolves.toBeUndefined();
    expect(provider.loadedModels?.()).toEqual([]);
    await expect(provider.warmUp()).resolves.toBeUndefined();
    const { models } = await readManifest(modelsDir);
    const shipped = models.map(({ sha256 }) => sha256).sort();
    expect([...(provider.loadedModels?.() ?? [])].sort()).toEqual(shipped);
    await provider.close();
    expect(provider.loadedModels?.()).toEqual([]);
    await expect(provider.checkHealth()).rejects.toMatchObject({ name: "AppError" });
  });
});

describe("a worker that ends in the middle of a photo", () => {
  it("is the engine's fault, not the photo's, and the next photo has another worker", async () => {
    const { dir } = open();
    const root = path.join(dir, "root");
    const folder = path.join(root, "lib/colorize/providers/embedded/engine");
    mkdirSync(folder, { recursive: true });
    symlinkSync(path.resolve("node_modules"), path.join(root, "node_modules"));
    writeFileSync(path.join(root, "package.json"), "{}");
    // Out of memory, as far as the pool can tell: the thread is gone.
    writeFileSync(path.join(folder, "engine-worker.ts"), "export default () => process.exit(1);");
    const { provider, task } = open({ root });
    const failed = {
      code: "engine_failed",
      retryAfterSeconds: 5,
      message: expect.stringContaining("Nothing was charged"),
    };
    await expect(provider.colorize(task(photo), quiet)).rejects.toMatchObject(failed);
    await expect(provider.inspect(photo, quiet.signal)).rejects.toMatchObject(failed);
  });
});
