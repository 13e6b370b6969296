import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readManifest } from "../../../lib/colorize/providers/embedded/graphs/read-manifest";
import { UsageError } from "../../../scripts/command-line";
import { formatTiming, timingHead } from "./format-timing";
import { listConfigurations } from "./list-configurations";
import { readCommandLine } from "./read-command-line";
import { hasInt8, readInstructions } from "./read-instructions";
import { runConfiguration, writePhoto } from "./run-configuration";

const modelsDir = path.resolve("lib/colorize/providers/embedded/testing/stand-ins");
const dir = mkdtempSync(path.join(tmpdir(), "bench-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("npm run bench:models", () => {
  it("measures each model, and an add-on on the larger one only where its models are installed", async () => {
    const sizes = { threads: [1], megapixels: [0.5], formats: ["png" as const] };
    const listNames = (manifest: Parameters<typeof listConfigurations>[0]) =>
      listConfigurations(manifest, sizes).map(({ model, cleanScratches, faceRemaster }) =>
        [model, cleanScratches && "repair", faceRemaster && "clarity"].filter(Boolean).join(" "),
      );
    const manifest = await readManifest(modelsDir);
    expect(listNames(manifest)).toEqual(["tiny", "large", "large repair", "large clarity"]);
    const without = (role: string) => ({ ...manifest, models: manifest.models.filter((model) => model.role !== role) });
    expect(listNames(without("repair"))).toEqual(["tiny", "large", "large clarity"]);
    expect(listNames(without("faces"))).toEqual(["tiny", "large", "large repair"]);
    expect(listNames(without("photo-clarity"))).toEqual(["tiny", "large", "large repair"]);
  });

  it("tells the stages and the peak of memory of a photo in a process of its own", async () => {
    const [inputPath, outputPath] = [path.join(dir, "in.jpg"), path.join(dir, "out")];
    await writePhoto("public/samples/nagasaki-boats.jpg", 0.02, inputPath);
    const configuration = {
      model: "large" as const,
      cleanScratches: true,
      faceRemaster: true,
      threads: 1,
      megapixels: 0.02,
      format: "jpeg" as const,
    };
    const timing = await runConfiguration({ configuration, place: { modelsDir }, inputPath, outputPath, runs: 1 });
    expect(timing.modelTag).toMatch(/^large@[0-9a-f]{8}\+repair@.*\+faces@.*\+clarity@.*\+photo-clarity@/);
    const { total, ...stages } = timing.ms;
    const sum = Object.values(stages).reduce((all, ms) => all + ms, 0);
    expect(Object.entries(stages).filter(([, ms]) => ms <= 0)).toEqual([]);
    expect(total).toBeCloseTo(sum, 6);
    expect(timing.peakMiB).toBeGreaterThan(50);
    expect(formatTiming(timing)).toMatch(/^large \+ repair \+ clarity .* jpeg /);
    expect(formatTiming(timing)).toHaveLength(timingHead.length);
  });

  it("says which instructions for int8 and 16 bits the processor has", () => {
    const server = readInstructions("model name\t: x\nflags\t\t: fpu avx512_vnni amx_int8 avx2\n");
    expect(server).toEqual(["amx_int8", "avx512_vnni"]);
    expect([hasInt8(server), hasInt8(readInstructions("flags : fpu avx2")), readInstructions("")]).toEqual([
      true,
      false,
      [],
    ]);
  });

  it("takes lists of sizes and refuses what is no size", () => {
    expect(readCommandLine(["--megapixels", "1,2.5", "--threads", "4", "--format", "webp"])).toMatchObject({
      megapixels: [1, 2.5],
      threads: [4],
      format: ["webp"],
      runs: 5,
    });
    for (const wrong of [
      ["--megapixels", "big"],
      ["--threads", "0"],
      ["--format", "bmp"],
      ["--size", "1"],
      ["photo.jpg"],
    ]) {
      expect(() => readCommandLine(wrong)).toThrow(UsageError);
    }
  });
});
