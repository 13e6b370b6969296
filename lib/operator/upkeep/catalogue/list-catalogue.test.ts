import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { listCatalogue } from "./list-catalogue";
import { readCatalogue } from "./read-catalogue";

const modelsDir = path.resolve("models");
const root = mkdtempSync(path.join(tmpdir(), "catalogue-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("every file has a hash, two addresses that no branch moves, and a license; names are given once", async () => {
  const entries = await readCatalogue(modelsDir);
  for (const { addresses } of entries) {
    expect(new Set(addresses).size).toBeGreaterThanOrEqual(2);
    for (const address of addresses) {
      expect(address).toMatch(
        /\/resolve\/[0-9a-f]{40}\/|\/releases\/download\/|githubusercontent\.com\/.*\/[0-9a-f]{40}\//,
      );
    }
  }
  for (const key of ["name", "file", "sha256"] as const) {
    expect(new Set(entries.map((entry) => entry[key])).size).toBe(entries.length);
  }
  expect(entries.find(({ name }) => name === "gfpgan")?.nonCommercial).toBeTruthy();
});

it("says what is here: added, the file, a part of it, or nothing", async () => {
  const addedDir = path.join(root, "models");
  mkdirSync(addedDir);
  const [tiny] = await readCatalogue(modelsDir);
  const file = { name: "mine", file: "mine.onnx", sha256: tiny?.sha256, bytes: 1, input: "i", output: "o", side: 512 };
  const manifest = { models: [{ ...file, role: "color", graph: "ddcolor" }], presets: {} };
  writeFileSync(path.join(addedDir, "manifest.json"), JSON.stringify(manifest));
  for (const name of ["mine.onnx", "migan_pipeline_v2.onnx", "gfpgan_1.4.onnx.part"]) {
    writeFileSync(path.join(addedDir, name), "");
  }
  const listed = await listCatalogue({ modelsDir, addedDir });
  const presence = Object.fromEntries(listed.map((entry) => [entry.name, entry.presence]));
  expect(presence).toMatchObject({ "ddcolor-tiny": "added", migan: "file", gfpgan: "part", lama: "none" });
});

it("an entry with one address, or one that anybody on the way may change, is refused", async () => {
  const [tiny] = await readCatalogue(modelsDir);
  for (const addresses of [tiny?.addresses.slice(1), ["http://a.example/f", "https://b.example/f"]]) {
    writeFileSync(path.join(root, "catalogue.json"), JSON.stringify({ entries: [{ ...tiny, addresses }] }));
    await expect(readCatalogue(root)).rejects.toMatchObject({ code: "not_configured" });
  }
});
