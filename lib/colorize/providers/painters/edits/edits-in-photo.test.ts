import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { defaultOrder, type Order } from "../../../../contract/order";
import type { ColorizeProvider } from "../../colorize-provider";
import { modelsDir } from "../../embedded/testing/open-test-engine";
import { readLab } from "../../embedded/testing/read-lab";
import { joinPainter } from "../create-painted-provider";
import { createEditsPainter } from "./create-edits-painter";
import { startEdits } from "./testing/start-edits";

const dir = mkdtempSync(path.join(tmpdir(), "edits-"));
const photo = path.join(dir, "photo.png");
const output = path.join(dir, "out");
const [width, height] = [600, 400];
let editor: Awaited<ReturnType<typeof startEdits>>;
let provider: ColorizeProvider;

beforeAll(async () => {
  editor = await startEdits();
  const painter = createEditsPainter({ url: editor.url, apiKey: null, model: "editor", size: "auto" });
  // The studio's own network fills: what it paints is another color than the editor's.
  const engine = { threads: 2, maxQueue: 10, modelsDir };
  provider = joinPainter(painter, { engine, photos: 1, inspections: 1 });
  const sample = path.resolve("public/samples/dust-bowl-home.jpg");
  await sharp(sample).resize(width, height, { fit: "cover" }).toColourspace("b-w").png().toFile(photo);
}, 30_000);
beforeEach(() => {
  editor.received.length = 0;
});
afterAll(async () => {
  await provider.close();
  editor.close();
  rmSync(dir, { recursive: true, force: true });
});

function colorize(order: Partial<Order> = {}) {
  const facts = { bytes: 1, sha256: "", format: "png" as const, pages: 1, notes: [], name: null };
  const task = {
    jobId: "job_1",
    photo: { ...facts, path: photo, workPath: photo, width, height },
    order: { ...defaultOrder, model: "tiny" as const, ...order },
    outputPath: output,
  };
  return provider.colorize(task, { signal: new AbortController().signal, onProgress: () => {} });
}

/** Mean a and b of a part of a picture, given in shares of its sides. */
function meanColor({ a, b }: Awaited<ReturnType<typeof readLab>>, [left, top, right, bottom]: number[]) {
  const sum = { a: 0, b: 0, count: 0 };
  for (let y = Math.round(height * (top ?? 0)); y < height * (bottom ?? 1); y++) {
    for (let x = Math.round(width * (left ?? 0)); x < width * (right ?? 1); x++) {
      sum.a += a[y * width + x] ?? 0;
      sum.b += b[y * width + x] ?? 0;
      sum.count += 1;
    }
  }
  return { a: sum.a / sum.count, b: sum.b / sum.count };
}

test("an editor's colors come into the photo though it crops, shifts and warps; where it repaints, the studio's own do", async () => {
  editor.state.conduct = { does: "edit", zoom: 1.03, shift: [0.01, 0], warp: 0.004, repaints: true };
  const hint = "The door was dark green.";
  const ran = await colorize({ hint });
  expect(editor.received[0]?.fields.prompt).toContain(hint);
  expect(ran.modelTag).toMatch(/^tiny@edits/);
  const [most, rest] = ran.paintedBy ?? [];
  expect([most?.by, rest?.by]).toEqual(["edits", "studio"]);
  expect(most?.percent).toBeGreaterThan(60);
  expect(rest?.percent).toBeGreaterThan(3);

  const [before, after] = [await readLab(photo), await readLab(output)];
  expect([after.width, after.height]).toEqual([width, height]);
  const off = before.l.reduce((most, l, i) => Math.max(most, Math.abs(l - (after.l[i] ?? 0))), 0);
  expect(off).toBeLessThan(1);
  // The editor's red grows to the right and its blue downward.
  const [left, right] = [meanColor(after, [0.05, 0.1, 0.2, 0.9]), meanColor(after, [0.8, 0.1, 0.95, 0.9])];
  expect(right.a - left.a).toBeGreaterThan(5);
  const [top, bottom] = [meanColor(after, [0.1, 0.05, 0.9, 0.15]), meanColor(after, [0.1, 0.85, 0.9, 0.95])];
  expect(top.b - bottom.b).toBeGreaterThan(5);
  // Its repainted middle is magenta, of an a of more than 50.
  expect(meanColor(after, [0.45, 0.42, 0.55, 0.58]).a).toBeLessThan(15);
}, 60_000);

test("another picture is refused: nothing was charged, and no file is left", async () => {
  rmSync(output, { force: true });
  editor.state.conduct = { does: "edit", isAnother: true };
  await expect(colorize()).rejects.toMatchObject({
    code: "upstream_invalid_output",
    message: expect.stringContaining("Nothing was charged."),
  });
  expect(readdirSync(dir)).toEqual(["photo.png"]);
}, 30_000);
