import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChosenModels } from "../graphs/locate-models";
import { type ManifestModel, manifestSchema } from "../graphs/manifest-schema";
import { publishedDir, publishedFile } from "../testing/open-stand-ins";
import { modelsDir, standInsDir } from "../testing/open-test-engine";
import { readCapabilities } from "./engine-capabilities";
import { openEngine } from "./open-engine";
import { prepareStages } from "./prepare-stages";
import { selectModels } from "./select-models";

const addedDir = mkdtempSync(path.join(tmpdir(), "added-"));
afterAll(() => rmSync(addedDir, { recursive: true, force: true }));

const describeFile = (name: string) => {
  const weights = readFileSync(publishedFile(name));
  const sha256 = createHash("sha256").update(weights).digest("hex");
  return { name, file: `${name}.onnx`, sha256, bytes: weights.length, input: "input", output: "output", side: 32 };
};
const ddcolor: ManifestModel = { ...describeFile("ddcolor"), role: "color", graph: "ddcolor" };
const inpainter = (name: "lama" | "migan"): ManifestModel => {
  const file = { ...describeFile(name), input: "image", mask: "mask", side: 512, role: "inpaint" } as const;
  return name === "lama" ? { ...file, graph: "lama", values: "bytes" } : { ...file, graph: "migan" };
};
const gfpgan: ManifestModel = { ...describeFile("gfpgan"), role: "clarity", graph: "gfpgan" };

beforeAll(() => {
  const manifest = manifestSchema.parse({ models: [ddcolor, gfpgan], presets: {} });
  writeFileSync(path.join(addedDir, "manifest.json"), JSON.stringify(manifest));
  for (const { file } of manifest.models) copyFileSync(path.join(publishedDir, file), path.join(addedDir, file));
});

const select = (chosen: ChosenModels, dir = addedDir) => selectModels({ modelsDir, addedDir: dir, chosen });

describe("with nothing chosen", () => {
  it("the shipped models do the work and the added ones lie still, even with a manifest that can't be read", async () => {
    const broken = mkdtempSync(path.join(addedDir, "broken-"));
    writeFileSync(path.join(broken, "manifest.json"), "{");
    const shipped = await selectModels({ modelsDir });
    expect(await select({})).toEqual(shipped);
    expect(await select({}, broken)).toEqual(shipped);
    await expect(select({ large: "ddcolor" }, broken)).rejects.toMatchObject({ code: "not_configured" });
  });
});

describe("a chosen model", () => {
  it("colors with its own hash in the tag and in one pass of its own size; the other preset stays", async () => {
    const place = { modelsDir, addedDir, chosen: { large: "ddcolor" } };
    const { presets } = await selectModels(place);
    expect(presets.large).toEqual({ model: "ddcolor", shortSides: [32], evenFlatGround: false });
    expect(presets.tiny).toEqual((await selectModels({ modelsDir })).presets.tiny);
    const engine = await openEngine({ ...place, threads: 1 });
    expect((await engine.prepare("large")).modelTag).toBe(`large@${ddcolor.sha256.slice(0, 8)}`);
  });

  it("of free size keeps the preset's passes", async () => {
    const tiny = (await selectModels({ modelsDir })).presets.tiny;
    expect((await select({ large: tiny?.model })).presets.large?.shortSides.length).toBeGreaterThan(0);
  });

  it("for clarity is the only one of its role", async () => {
    const { models } = await select({ clarity: "gfpgan" });
    expect(models.filter(({ role }) => role === "clarity").map(({ name }) => name)).toEqual(["gfpgan"]);
  });

  it.each([
    ["that is not there", { large: "ddcolor-huge" }, "COLORIZE_MODEL_LARGE is ddcolor-huge, but no color model"],
    ["for another purpose", { large: "gfpgan" }, "COLORIZE_MODEL_LARGE is gfpgan, but no color model"],
  ] as const)("%s is told by its setting and not offered; the rest works", async (_case, chosen, sentence) => {
    const selected = await select(chosen);
    expect(selected.faults.large).toContain(sentence);
    expect((await readCapabilities(selected)).models).toMatchObject({
      large: { available: false },
      tiny: { available: true },
    });
    const engine = await openEngine({ modelsDir, addedDir, chosen, threads: 1 });
    await expect(engine.prepare("large")).rejects.toMatchObject({
      code: "not_configured",
      message: selected.faults.large,
    });
  });
});

describe("an inpainter", () => {
  const dir = mkdtempSync(path.join(tmpdir(), "inpainters-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const models = [inpainter("lama"), inpainter("migan")];
  beforeAll(() => {
    writeFileSync(path.join(dir, "manifest.json"), JSON.stringify(manifestSchema.parse({ models, presets: {} })));
    for (const { file } of models) copyFileSync(path.join(publishedDir, file), path.join(dir, file));
  });
  const namesOf = async (chosen: ChosenModels) =>
    (await select(chosen, dir)).models.filter(({ role }) => role === "inpaint").map(({ name }) => name);

  it("that was added last is used without a setting; the setting chooses another one, or the studio's own", async () => {
    expect(await namesOf({})).toEqual(["migan"]);
    expect(await namesOf({ repair: "lama" })).toEqual(["lama"]);
    expect(await namesOf({ repair: "repair" })).toEqual([]);
  });

  it("has its hash in the tag of a photo that is repaired, and only there", async () => {
    const engine = await openEngine({ modelsDir: standInsDir, addedDir: dir, threads: 1 });
    const order = { model: "tiny", faceRemaster: false } as const;
    const hash = models[1]?.sha256.slice(0, 8);
    const repaired = await prepareStages(engine, { ...order, cleanScratches: true });
    expect(repaired.modelTag).toMatch(new RegExp(`^tiny@.{8}\\+repair@.{8}\\+inpaint@${hash}\\+faces@.{8}$`));
    expect(repaired.models.repair?.inpaint?.side).toBe(512);
    const { modelTag } = await prepareStages(engine, { ...order, cleanScratches: false });
    expect(modelTag).not.toContain("inpaint");
  });

  it("that is not there, or whose file is gone, takes Smart Damage Repair away and nothing else", async () => {
    const unknown = await select({ repair: "sketch" }, dir);
    expect(unknown.faults.repair).toBe(
      "COLORIZE_MODEL_REPAIR is sketch, but no inpaint model of that name is installed.",
    );
    const gone = mkdtempSync(path.join(dir, "gone-"));
    copyFileSync(path.join(dir, "manifest.json"), path.join(gone, "manifest.json"));
    for (const selected of [unknown, await select({}, gone)]) {
      const { addOns } = await readCapabilities(selected);
      expect([addOns.cleanScratches.available, addOns.faceRemaster.available]).toEqual([false, true]);
    }
    expect((await readCapabilities(await select({}, dir))).addOns.cleanScratches.available).toBe(true);
  });
});
