import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { publishedDir } from "../../lib/colorize/providers/embedded/testing/open-stand-ins";
import { addModel } from "./add-model";
import type { ModelKind } from "./model-kinds";

const root = mkdtempSync(path.join(tmpdir(), "add-model-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newFolder = () => path.join(mkdtempSync(path.join(root, "a-")), "models");
const stand = (name: string) => path.join(publishedDir, `${name}.onnx`);
const add = (name: string, kind: ModelKind, dir = newFolder(), side?: number) =>
  addModel({ file: stand(name), kind, name: kind, side }, dir);
const readNames = (dir: string): string[] =>
  JSON.parse(readFileSync(path.join(dir, "manifest.json"), "utf8")).models.map(({ name }: { name: string }) => name);

describe("the entry of an added graph", () => {
  it("has names and size as the file has them", async () => {
    expect(await add("ddcolor", "ddcolor-tiny")).toMatchObject({
      graph: "ddcolor",
      input: "input",
      output: "output",
      side: 32,
    });
  });

  it("tells DeOldify's numbers by running it, and feeds a graph of any size as wished", async () => {
    expect(await add("deoldify-bytes", "deoldify-stable")).toMatchObject({ values: "bytes", side: 512 });
    expect(await add("deoldify-imagenet", "deoldify-artistic", newFolder(), 64)).toMatchObject({
      values: "imagenet",
      side: 64,
    });
  });

  it("keeps CodeFormer as close to the photo as it goes", async () => {
    expect(await add("codeformer", "codeformer")).toMatchObject({ fidelity: { input: "weight", value: 1 } });
    expect(await add("gfpgan", "gfpgan")).not.toHaveProperty("fidelity");
  });

  it("tells the scale of LaMa's answer by running it, and takes MI-GAN's bytes", async () => {
    const tensors = { role: "inpaint", input: "image", mask: "mask", output: "output", side: 512 };
    expect(await add("lama", "lama")).toMatchObject({ ...tensors, graph: "lama", values: "bytes" });
    expect(await add("lama-unit", "lama")).toMatchObject({ ...tensors, graph: "lama", values: "unit" });
    expect(await add("migan", "migan")).toMatchObject({ ...tensors, graph: "migan" });
  });
});

describe("what is refused, with nothing written", () => {
  it.each([
    ["gfpgan", "ddcolor-large", /output output as \[1,3,32,32\] where \[1,2,32,32\]/],
    ["ddcolor", "gfpgan", /output output as \[1,2,32,32\] where \[1,3,32,32\]/],
    ["codeformer", "deoldify-stable", /asks for an input weight/],
    ["half", "ddcolor-large", /float16 numbers as its input input; export it with float32/],
    ["ddcolor", "colorizer", /no input \[1,1,height,width\]/],
    ["ddcolor", "lama", /no input \[1,1,height,width\] for the mask/],
    ["migan", "lama", /uint8 numbers as its input image; float32 is needed/],
    ["lama", "migan", /float32 numbers as its input image; uint8 is needed/],
    ["lama-idle", "lama", /fills a hole with what can't be right: \d+ L\* from what is around it/],
    ["lama-half", "lama", /output output as \[batch,3,256,256\]/],
    ["lama-nan", "lama", /no finite numbers/],
  ] as const)("%s as %s", async (name, kind, reason) => {
    const dir = newFolder();
    await expect(add(name, kind, dir)).rejects.toThrow(reason);
    expect(() => readdirSync(dir)).toThrow("ENOENT");
  });

  it("another size than the graph's, and a file that is no graph", async () => {
    await expect(add("ddcolor", "ddcolor-large", newFolder(), 64)).rejects.toThrow("32 × 32 pixels and nothing else");
    const text = path.join(root, "weights.pth");
    writeFileSync(text, "no graph");
    const given = { file: text, kind: "gfpgan", name: "gfpgan" } as const;
    await expect(addModel(given, newFolder())).rejects.toThrow("can't be loaded as an ONNX graph");
  });
});

it("added again under the same name it takes the place of the first, and the others stay", async () => {
  const dir = newFolder();
  await add("gfpgan", "gfpgan", dir);
  await add("deoldify-bytes", "deoldify-stable", dir, 64);
  const model = await addModel(
    { file: stand("deoldify-imagenet"), kind: "deoldify-stable", name: "deoldify-stable", side: 64 },
    dir,
  );
  expect(readNames(dir)).toEqual(["gfpgan", "deoldify-stable"]);
  expect(readdirSync(dir).filter((file) => file.startsWith("deoldify"))).toEqual([model.file]);
  expect(readdirSync(dir)).toHaveLength(3);
});
