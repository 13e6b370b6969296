import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultOrder, type Order } from "../../../contract/order";
import { AppError } from "../../../errors/app-error";
import type { ColorizeProvider, ColorizeRun } from "../colorize-provider";
import { labOfRgb } from "../embedded/pixels/convert-lab";
import { standInsDir } from "../embedded/testing/open-test-engine";
import { joinPainter } from "./create-painted-provider";
import { createReplicatePainter } from "./replicate/create-replicate-painter";
import { refusalOf } from "./testing/paint-with";
import { tint } from "./testing/start-engine";
import { replicateToken, replicateVersion, startReplicate } from "./testing/start-replicate";

const dir = mkdtempSync(path.join(tmpdir(), "painted-"));
const photo = path.join(dir, "photo.png");
const output = path.join(dir, "out");
/** Larger than what is sent, in grays at which the tint is within sRGB. */
const [width, height] = [900, 560];
const gray = Uint16Array.from(
  { length: width * height },
  (_, i) => 18_000 + (i % width) * 20 + Math.floor(i / width) * 7,
);

let engine: Awaited<ReturnType<typeof startReplicate>>;
let provider: ColorizeProvider;

beforeAll(async () => {
  engine = await startReplicate();
  const api = { url: engine.url, token: replicateToken, version: replicateVersion };
  const painter = createReplicatePainter({ ...api, pause: (_, signal) => wait(10, undefined, { signal }) });
  const models = { threads: 1, maxQueue: 10, modelsDir: standInsDir };
  provider = joinPainter(painter, { engine: models, photos: 1, inspections: 1 });
  const raw = { width, height, channels: 1 } as const;
  await sharp(gray, { raw }).toColourspace("grey16").png().toFile(photo);
}, 30_000);
beforeEach(() => engine.reset());
afterAll(async () => {
  await provider.close();
  engine.close();
  rmSync(dir, { recursive: true, force: true });
});

function colorize(order: Partial<Order> = {}, run: Partial<ColorizeRun> = {}) {
  const facts = { bytes: 1, sha256: "", format: "png" as const, pages: 1, notes: [], name: null };
  const task = {
    jobId: "job_1",
    photo: { ...facts, path: photo, workPath: photo, width, height },
    order: { ...defaultOrder, ...order },
    outputPath: output,
  };
  return provider.colorize(task, { signal: new AbortController().signal, onProgress: () => {}, ...run });
}

it("a photo gets a and b of the engine's picture and keeps its own lightness, size and 16 bits", async () => {
  expect(await colorize()).toMatchObject({
    width,
    height,
    modelTag: "large@replicate:ca494ba1",
    paintedBy: [{ by: "replicate", percent: 100 }],
    costMicros: null,
    isOwn: true,
  });
  const sent = Buffer.from(String([...engine.predictions.values()][0]?.input.image.split(",")[1]), "base64");
  expect(await sharp(sent).metadata()).toMatchObject({ width: 768, height: 478, channels: 1, depth: "uchar" });

  expect(await sharp(output).metadata()).toMatchObject({ width, height, depth: "ushort" });
  const { data } = await sharp(output, { ignoreIcc: true })
    .toColourspace("rgb16")
    .raw({ depth: "ushort" })
    .toBuffer({ resolveWithObject: true });
  const rgb = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  const wanted = labOfRgb(tint.r / 255, tint.g / 255, tint.b / 255);
  let [farthest, a, b, count] = [0, 0, 0, 0];
  for (let i = 0; i < gray.length; i += 97) {
    const lab = labOfRgb(...([0, 1, 2].map((k) => (rgb[i * 3 + k] ?? 0) / 65_535) as [number, number, number]));
    const own = (gray[i] ?? 0) / 65_535;
    farthest = Math.max(farthest, Math.abs(lab.l - labOfRgb(own, own, own).l));
    a += lab.a;
    b += lab.b;
    count += 1;
  }
  // 1/255 of these grays is at least 0.38 in L*.
  expect(farthest).toBeLessThan(0.38);
  expect(Math.abs(a / count - wanted.a)).toBeLessThan(2);
  expect(Math.abs(b / count - wanted.b)).toBeLessThan(4);
}, 30_000);

describe("an answer that is", () => {
  type Spoil = (picture: Uint8Array) => Promise<Uint8Array> | Uint8Array;
  it.each<[string, Spoil, RegExp]>([
    ["no picture", () => Buffer.from("<html>"), /not a usable picture/],
    ["cut off", (picture) => picture.subarray(0, picture.length / 2), /not a usable picture/],
    ["an animation", (picture) => sharp(picture).resize(90).gif().toBuffer(), /not a usable picture/],
    ["the photo as it was", (picture) => sharp(picture).greyscale().jpeg().toBuffer(), /without color/],
    [
      "of other proportions",
      (picture) => sharp(picture).resize(768, 500, { fit: "fill" }).png().toBuffer(),
      /proportions/,
    ],
    ["on its side", (picture) => sharp(picture).rotate(90).png().toBuffer(), /proportions/],
  ])("%s fails the photo and leaves no file", async (_, spoil, says) => {
    engine.script.finish = async (picture) => {
      const bytes = Buffer.from(await spoil(picture));
      return { output: `data:image/png;base64,${bytes.toString("base64")}` };
    };
    rmSync(output, { force: true });
    const error = await refusalOf(colorize(), replicateToken);
    expect(error).toMatchObject({ code: "upstream_invalid_output", message: expect.stringMatching(says) });
    expect(readdirSync(dir)).toEqual(["photo.png"]);
  });

  it.each(["a little wider by rounding", "larger"])(
    "%s is taken, with the add-ons that the studio does itself",
    async (kind) => {
      engine.script.finish = async (picture) => {
        const size = kind === "larger" ? [1536, 956] : [770, 478];
        const bytes = await sharp(picture).resize(size[0], size[1], { fit: "fill" }).webp().toBuffer();
        return { output: `data:image/webp;base64,${bytes.toString("base64")}` };
      };
      const repaired = await colorize({ model: "tiny", cleanScratches: true });
      expect(repaired.modelTag).toMatch(/^tiny@replicate:ca494ba1\+repair@[0-9a-f]{8}\+faces@/);
    },
  );
});

it("an engine that is busy is so to the caller, with its time to wait and its words in the log", async () => {
  engine.script.refuse = (_, send) => {
    send(429, { detail: "throttled" }, { "retry-after": "12" });
    return true;
  };
  const error = await refusalOf(colorize(), replicateToken);
  expect(error).toMatchObject({ code: "over_capacity", retryAfterSeconds: 12 });
  expect(error.cause).toMatchObject({ message: expect.stringContaining("throttled") });
});

it("an inspection does not wait for a photo that is being painted; canceled, that one is canceled at the engine too", async () => {
  engine.script.polls = Number.POSITIVE_INFINITY;
  const stop = new AbortController();
  const reason = new AppError("job_canceled", { detail: "Canceled." });
  const painting = colorize({}, { signal: stop.signal }).catch((error: unknown) => error);
  await vi.waitFor(() => expect(engine.predictions.size).toBe(1), { timeout: 10_000 });
  expect(await provider.inspect(photo, new AbortController().signal)).toMatchObject({ tone: "gray" });
  stop.abort(reason);
  expect(await painting).toBe(reason);
  await vi.waitFor(() => expect([...engine.predictions.values()]).toMatchObject([{ status: "canceled" }]));
}, 30_000);

it("both presets are offered, with the add-ons that the studio has", async () => {
  const { models, addOns } = await provider.capabilities();
  expect(models).toEqual({ large: { available: true, reason: null }, tiny: { available: true, reason: null } });
  expect([addOns.cleanScratches.available, addOns.faceRemaster.available]).toEqual([true, true]);
  expect(await provider.readModelTag("tiny")).toBe("tiny@replicate:ca494ba1");
  expect(provider.name).toBe("replicate");
});
