import { existsSync } from "node:fs";
import sharp, { type Sharp } from "sharp";
import { afterAll, expect, it } from "vitest";
import { openTestEngine, sample } from "../testing/open-test-engine";

const engine = openTestEngine();
afterAll(() => engine.close());

const run = { signal: new AbortController().signal, onProgress: () => {} };
const blackAndWhite = () => sharp(sample("nagasaki-boats")).resize(320).greyscale().threshold(110);

it.each(["png", "jpeg"] as const)("pure black and white is refused as %s before it is colored", async (format) => {
  const input = await engine.write(blackAndWhite().toFormat(format));
  const task = engine.task(input);
  const refused = expect(engine.provider.colorize(task, run)).rejects;
  await refused.toMatchObject({ code: "nothing_to_color", message: expect.stringContaining("Scan it in gray") });
  expect(existsSync(task.outputPath)).toBe(false);
});

it("an inspection says so, and nothing of it for the same photo in gray", async () => {
  const inspect = async (image: Sharp) => engine.provider.inspect(await engine.write(image.png()), run.signal);
  expect(await inspect(blackAndWhite())).toMatchObject({ tone: "bilevel" });
  expect(await inspect(sharp(sample("nagasaki-boats")).resize(320).greyscale())).toMatchObject({ tone: "gray" });
});

it("an inspection finds the photos on a scan", async () => {
  const print = await sharp(sample("dust-bowl-home")).resize(320).toBuffer();
  const bed = sharp({ create: { width: 900, height: 700, channels: 3, background: "#fafafa" } });
  const laid = [40, 480].map((left) => ({ input: print, left, top: 60 }));
  const { hints } = await engine.provider.inspect(await engine.write(bed.composite(laid).jpeg()), run.signal);
  expect(hints).toMatchObject({ negative: false, turn: 0 });
  expect(hints.photos).toHaveLength(2);
});
