import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { publishedFile } from "../../lib/colorize/providers/embedded/testing/open-stand-ins";
import { copyGraphFile, readGraphFile } from "./graph-file";

const dir = mkdtempSync(path.join(tmpdir(), "graph-file-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
/** An entry of `external_data` as protobuf writes it: key 1 "location", key 2 the other file's name. */
const entry = Buffer.from("\n\u0008location\u0012\u0008data.bin", "latin1");

it.each([0, 1 << 20, (1 << 20) - 5, (1 << 20) - 11])(
  "a graph with weights in a second file is refused, wherever its file says so (%i bytes in)",
  async (at) => {
    const file = path.join(dir, "split.onnx");
    writeFileSync(file, Buffer.concat([Buffer.alloc(at, 7), entry, Buffer.alloc(100, 7)]));
    await expect(readGraphFile(file)).rejects.toThrow("keeps its weights in a second file");
  },
);

it("a graph in one file is copied as it was read, and one that changed meanwhile is not", async () => {
  const weights = await readGraphFile(publishedFile("ddcolor"));
  await copyGraphFile(weights, path.join(dir, "copy.onnx"));
  expect((await readGraphFile(path.join(dir, "copy.onnx"))).sha256).toBe(weights.sha256);
  const changed = { ...weights, sha256: "0".repeat(64) };
  await expect(copyGraphFile(changed, path.join(dir, "other.onnx"))).rejects.toThrow("was changed while it was copied");
  expect(readdirSync(dir).sort()).toEqual(["copy.onnx", "split.onnx"]);
});
