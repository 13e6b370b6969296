import { readdirSync } from "node:fs";
import sharp, { type Sharp } from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { AppError } from "../../../errors/app-error";
import { openTestEngine, standInsDir } from "./testing/open-test-engine";
import { readLab } from "./testing/read-lab";

const engine = openTestEngine({ modelsDir: standInsDir });
afterAll(() => engine.close());

const all = { cleanScratches: true, faceRemaster: true } as const;
const silent = () => new AbortController().signal;

/** A face is a square of light, 56 pixels wide in a photo 320 wide; a scratch is a white line. */
function photo({ face = false, scratched = false, width = 320, height = 224 } = {}): Sharp {
  const gray = (x: number, y: number) => {
    if (scratched && x >= 250 && x < 252) return 250;
    return face && x >= 96 && x < 152 && y >= 64 && y < 120 ? 255 : 90 + Math.round(20 * Math.sin(x / 30 + y / 40));
  };
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => gray(i % width, Math.floor(i / width)));
  return sharp(pixels, { raw: { width, height, channels: 1 } }).toColourspace("b-w");
}

async function run(input: string, order = {}) {
  const seen: { stage: string; percent: number }[] = [];
  const task = engine.task(input, { ...all, ...order });
  const onProgress = (stage: string, percent: number) => seen.push({ stage, percent });
  const output = await engine.provider.colorize(task, { signal: silent(), onProgress });
  return { ...output, seen, path: task.outputPath };
}

describe("a photo with both add-ons", () => {
  it("comes with what was found, and with the hashes of all weights that ran", async () => {
    const input = await engine.write(photo({ face: true, scratched: true }).png());
    const { facts, modelTag } = await run(input);
    expect(facts).toMatchObject({ tone: "gray", faces: 1 });
    expect(facts.damagePercent).toBeGreaterThan(0.3);
    expect(facts.damagePercent).toBeLessThan(10);
    expect(modelTag).toMatch(
      /^tiny@[0-9a-f]{8}\+repair@[0-9a-f]{8}\+faces@[0-9a-f]{8}\+clarity@[0-9a-f]{8}\+photo-clarity@[0-9a-f]{8}$/,
    );
    expect(modelTag.length).toBeLessThanOrEqual(120);
  });

  it("finds faces for repair alone too, says that these weights ran, and counts no faces that were not asked for", async () => {
    const input = await engine.write(photo({ face: true, scratched: true }).png());
    const { facts, modelTag } = await run(input, { faceRemaster: false });
    expect(modelTag).toMatch(/^tiny@[0-9a-f]{8}\+repair@[0-9a-f]{8}\+faces@[0-9a-f]{8}$/);
    expect(facts.faces).toBeNull();
  });

  it("reports every stage in order, from 0 to 100, never backwards", async () => {
    const { seen } = await run(await engine.write(photo({ face: true }).png()));
    expect([...new Set(seen.map(({ stage }) => stage))]).toEqual(["decode", "repair", "color", "clarity", "encode"]);
    const percents = seen.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect([percents[0], percents.at(-1)]).toEqual([0, 100]);
  });

  it("with nothing to repair and no face says so, and is colored", async () => {
    const { facts, path } = await run(await engine.write(photo().png()));
    expect(facts).toMatchObject({ tone: "gray", damagePercent: 0, faces: 0 });
    expect((await readLab(path)).chroma[0]).toBeGreaterThan(3);
  });

  it("is filled where the scratch was, and colored there as its surroundings", async () => {
    const { path } = await run(await engine.write(photo({ scratched: true }).png()), { faceRemaster: false });
    const { l, chroma, width } = await readLab(path);
    const at = 100 * width;
    expect(Math.abs((l[at + 250] ?? 0) - (l[at + 240] ?? 0))).toBeLessThan(8);
    expect(Math.abs((chroma[at + 250] ?? 0) - (chroma[at + 240] ?? 0))).toBeLessThan(4);
  });

  it.each<[string, () => Sharp, object]>([
    ["1 × 1", () => photo({ width: 1, height: 1 }).png(), { width: 1, height: 1 }],
    ["1 × 3000", () => photo({ width: 1, height: 3000 }).png(), { width: 1, height: 3000 }],
    ["16 bits", () => photo({ face: true }).toColourspace("grey16").png(), { width: 320, height: 224 }],
    ["alpha", () => photo({ face: true }).ensureAlpha(0.5).png(), { width: 320, height: 224 }],
  ])("works on %s", async (_, make, size) => {
    const input = await engine.write(make());
    const { path } = await run(input);
    const [before, after] = [await sharp(input).metadata(), await sharp(path).metadata()];
    expect(after).toMatchObject({ ...size, depth: before.depth, hasAlpha: before.hasAlpha });
  });

  it("stopped in the middle of repair leaves no file behind", async () => {
    const task = engine.task(await engine.write(photo({ scratched: true }).png()), all);
    const stop = new AbortController();
    const reason = new AppError("upstream_timeout", { detail: "Time is up." });
    const files = readdirSync(engine.dir);
    const onProgress = (stage: string) => stage === "repair" && stop.abort(reason);
    await expect(engine.provider.colorize(task, { signal: stop.signal, onProgress })).rejects.toBe(reason);
    expect(readdirSync(engine.dir)).toEqual(files);
  });
});

describe("looking at a photo", () => {
  it("tells tone, damage and faces without an order", async () => {
    const input = await engine.write(photo({ face: true, scratched: true }).png());
    const facts = await engine.provider.inspect(input, silent());
    expect(facts).toMatchObject({ tone: "gray", faces: 1 });
    expect(facts.damagePercent).toBeGreaterThan(0.3);
  });

  it("that can't be decoded rejects as coloring it does", async () => {
    await expect(engine.provider.inspect(standInsDir, silent())).rejects.toMatchObject({ name: "AppError" });
  });
});

describe("the stand-ins' folder", () => {
  it("offers everything and warms up", async () => {
    const { addOns } = await engine.provider.capabilities();
    expect([addOns.cleanScratches.available, addOns.faceRemaster.available]).toEqual([true, true]);
    await expect(engine.provider.warmUp()).resolves.toBeUndefined();
  });
});
