import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { manifestSchema } from "./graphs/manifest-schema";
import { describeInpainter } from "./testing/open-inpainter";
import { publishedDir, publishedFile } from "./testing/open-stand-ins";
import { openTestEngine, standInsDir } from "./testing/open-test-engine";
import { readLab } from "./testing/read-lab";

const addedDir = mkdtempSync(path.join(tmpdir(), "inpaint-"));
const models = ["migan", "lama-nan"].map((name) => {
  const weights = readFileSync(publishedFile(name));
  const sha256 = createHash("sha256").update(weights).digest("hex");
  copyFileSync(path.join(publishedDir, `${name}.onnx`), path.join(addedDir, `${name}.onnx`));
  return { ...describeInpainter(name), sha256, bytes: weights.length };
});
writeFileSync(path.join(addedDir, "manifest.json"), JSON.stringify(manifestSchema.parse({ models, presets: {} })));

const open = (repair: string) => openTestEngine({ modelsDir: standInsDir, addedDir, chosen: { repair } });
const [engine, broken] = [open("migan"), open("lama-nan")];
afterAll(async () => {
  await Promise.all([engine.close(), broken.close()]);
  rmSync(addedDir, { recursive: true, force: true });
});

/** Gray with a white line. */
function scratched() {
  const [width, height] = [320, 224];
  const gray = (x: number, y: number) => (x >= 250 && x < 252 ? 250 : 90 + Math.round(20 * Math.sin(x / 30 + y / 40)));
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => gray(at % width, Math.floor(at / width)));
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .png();
}

async function run(on: typeof engine) {
  const task = on.task(await on.write(scratched()), { cleanScratches: true });
  const percents: number[] = [];
  const onProgress = (_: string, percent: number) => percents.push(percent);
  const signal = new AbortController().signal;
  return { ...(await on.provider.colorize(task, { signal, onProgress })), percents, path: task.outputPath };
}

describe("a studio with an inpainter", () => {
  it("warms it up with the rest and has it in memory", async () => {
    await engine.provider.warmUp?.();
    expect(engine.provider.loadedModels?.()).toContain(models[0]?.sha256);
  });

  it("repairs a photo with it, says which weights ran, and reports progress to the end", async () => {
    const { modelTag, percents, path: output, facts } = await run(engine);
    expect(modelTag).toContain(`+inpaint@${models[0]?.sha256.slice(0, 8)}`);
    expect(facts.damagePercent).toBeGreaterThan(0.3);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(percents.at(-1)).toBe(100);
    const { l, width } = await readLab(output);
    expect(Math.abs((l[100 * width + 250] ?? 0) - (l[100 * width + 240] ?? 0))).toBeLessThan(4);
  });
});

it("an inpainter that gives no numbers fails the photo with upstream_error, charges nothing and leaves no file", async () => {
  const failed = run(broken);
  await expect(failed).rejects.toMatchObject({ name: "AppError", code: "upstream_error" });
  await expect(failed).rejects.toThrow("Nothing was charged.");
  expect(readdirSync(broken.dir).filter((name) => name.includes("out"))).toEqual([]);
});
