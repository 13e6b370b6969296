import { createHash } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { ManifestModel } from "./manifest-schema";
import { readAddedManifest, readManifest, verifyModel } from "./read-manifest";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "models-"));
});
const weights = Buffer.from("weights");
const model: ManifestModel = {
  ...{ name: "painter", file: "painter.onnx", role: "color", graph: "ddcolor", input: "in", output: "out", side: 512 },
  ...{ sha256: createHash("sha256").update(weights).digest("hex"), bytes: weights.length },
};
const preset = { model: "painter", shortSides: [512], evenFlatGround: false };
const manifest = { models: [model], presets: { large: preset } };
const write = (content: unknown) =>
  writeFile(path.join(dir, "manifest.json"), typeof content === "string" ? content : JSON.stringify(content));
const refused = { code: "not_configured" };

test("a manifest is read as it was written", async () => {
  await write(manifest);
  expect(await readManifest(dir)).toEqual(manifest);
});

test.each([
  ["no JSON", "{"],
  ["a file outside its folder", { ...manifest, models: [{ ...model, file: "../secrets.json" }] }],
  ["a hidden file", { ...manifest, models: [{ ...model, file: ".env" }] }],
  ["a hash that is none", { ...manifest, models: [{ ...model, sha256: "abc" }] }],
  ["a graph nobody knows", { ...manifest, models: [{ ...model, graph: "upscale" }] }],
  ["a field nobody knows", { ...manifest, models: [{ ...model, shell: "rm" }] }],
  ["a preset of a model that is not there", { ...manifest, presets: { large: { ...preset, model: "other" } } }],
  ["a preset that feeds nothing", { ...manifest, presets: { large: { ...preset, shortSides: [] } } }],
  ["a preset that would need all memory", { ...manifest, presets: { large: { ...preset, shortSides: [9000] } } }],
])("one with %s is refused as a whole", async (_what, content) => {
  await write(content);
  await expect(readManifest(dir)).rejects.toMatchObject(refused);
});

test("none at all is refused for the studio's own models, and fine for the operator's", async () => {
  await expect(readManifest(dir)).rejects.toMatchObject(refused);
  expect(await readAddedManifest(dir)).toEqual({ models: [], presets: {} });
  await write("{");
  await expect(readAddedManifest(dir)).rejects.toMatchObject(refused);
});

test("a model that an earlier version added, in British spelling, still runs", async () => {
  await write(JSON.stringify(manifest).replaceAll('"color"', '"colour"'));
  expect((await readManifest(dir)).models).toEqual([model]);
});

test("weights run only when they are the ones of the manifest, to the byte", async () => {
  const file = path.join(dir, model.file);
  await expect(verifyModel({ ...model, dir })).rejects.toMatchObject(refused);
  await writeFile(file, weights);
  expect(await verifyModel({ ...model, dir })).toMatchObject({ path: file, bytes: weights.length });
  for (const wrong of ["weight", "weightz", ""]) {
    await writeFile(file, wrong);
    await expect(verifyModel({ ...model, dir })).rejects.toThrow(/does not match the SHA-256/);
  }
});
