import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findPhotos } from "./find-photos";
import { planOutputs } from "./plan-outputs";

let folder: string;
const files = [
  "old/1920/a.jpg",
  "old/1920/b.PNG",
  "old/1921/a.jpg",
  "old/1921/deep/c.heic",
  "old/notes.txt",
  "old/.thumbs/t.jpg",
  "old/1920/a-color.webp",
  "pairs/img.jpg",
  "pairs/img.heic",
  "pairs/other.jpg",
  "odd/[1].jpg",
  "odd/scan",
];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pixomax-"));
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), file);
  }
  await symlink(path.join(folder, "old"), path.join(folder, "old/1921/loop"));
  vi.spyOn(process, "cwd").mockReturnValue(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function plan(inputs: string[], options: { out?: string; force?: boolean } = {}) {
  const found = await findPhotos(inputs.map((input) => (input.startsWith("/") ? path.join(folder, input) : input)));
  const { photos, skipped, started } = await planOutputs(found, { format: "png", force: false, ...options });
  const arrow = ({ shown }: (typeof photos)[number]) => `${shown.input} → ${shown.output}`;
  return {
    photos: photos.map(arrow),
    skipped: skipped.map(arrow),
    started,
    missing: found.missing,
    results: found.results,
  };
}

test("a folder gives the images in it and below, not hidden ones, other files, links or results", async () => {
  expect(await plan(["old"])).toEqual({
    photos: [
      "old/1920/a.jpg → old/1920/a-color.png",
      "old/1920/b.PNG → old/1920/b-color.png",
      "old/1921/a.jpg → old/1921/a-color.png",
      "old/1921/deep/c.heic → old/1921/deep/c-color.png",
    ],
    ...{ skipped: [], started: 0, missing: [], results: 1 },
  });
});

test.each([
  ["a file", ["old/1921/a.jpg"], ["c/a-color.png"]],
  ["two files with one name", ["old/1920/a.jpg", "old/1921/a.jpg"], ["c/1920/a-color.png", "c/1921/a-color.png"]],
  ["a folder", ["old/1921"], ["c/a-color.png", "c/deep/c-color.png"]],
  ["two folders", ["old/1921/deep", "pairs"], ["c/old/1921/deep/c-color.png", "c/pairs/img.heic-color.png"]],
  ["a pattern", ["old/**/*.jpg"], ["c/1920/a-color.png", "c/1921/a-color.png"]],
  ["a pattern with a choice of folders", ["{old/1920,pairs}/b.*"], ["c/old/1920/b-color.png"]],
  ["an absolute pattern", ["/old/192?/*.jpg"], ["c/1920/a-color.png", "c/1921/a-color.png"]],
])("%s keeps its folders inside --out", async (_what, inputs, outputs) => {
  const { photos } = await plan(inputs, { out: "c" });
  expect(photos.map((line) => line.split(" → ")[1]).slice(0, outputs.length)).toEqual(outputs);
});

test("a file named twice is one photo", async () => {
  const { photos } = await plan(["old/1920/a.jpg", "./old/1920/a.jpg", "old/1920", "old/*/a.jpg"]);
  expect(photos).toHaveLength(3);
});

test("photos that differ only in their ending do not overwrite each other's result", async () => {
  expect((await plan(["pairs"])).photos).toEqual([
    "pairs/img.heic → pairs/img.heic-color.png",
    "pairs/img.jpg → pairs/img.jpg-color.png",
    "pairs/other.jpg → pairs/other-color.png",
  ]);
});

test("a named file is taken whatever it is called, a pattern's signs in it included", async () => {
  expect((await plan(["odd/scan", "odd/[1].jpg"])).photos).toEqual([
    "odd/scan → odd/scan-color.png",
    "odd/[1].jpg → odd/[1]-color.png",
  ]);
});

test("its own results are never photos, named or found", async () => {
  const own = await plan(["old/1920/a-color.webp", "old/1920/*color*"]);
  expect(own).toMatchObject({ photos: [], results: 1, missing: [] });
});

test("what does not exist and patterns without a match are reported", async () => {
  expect((await plan(["gone.jpg", "old/*.jpg", "pairs/other.jpg"])).missing).toEqual(["gone.jpg", "old/*.jpg"]);
});

test("a photo with a result is skipped, unless forced; one that was started is counted", async () => {
  await writeFile(path.join(folder, "pairs/other-color.png"), "");
  await writeFile(path.join(folder, "pairs/img.jpg-color.png.part"), "");
  const unforced = await plan(["pairs"]);
  expect(unforced).toMatchObject({ skipped: ["pairs/other.jpg → pairs/other-color.png"], started: 1 });
  expect(unforced.photos).toHaveLength(2);
  expect(await plan(["pairs"], { force: true })).toMatchObject({ skipped: [], started: 1 });
});
