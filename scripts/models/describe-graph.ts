import type { InferenceSession } from "onnxruntime-node";
import type { ManifestModel } from "../../lib/colorize/providers/embedded/graphs/manifest-schema";
import { CommandError } from "../command-line";
import { type ModelKind, modelKinds } from "./model-kinds";

export type FileEntry = Pick<ManifestModel, "name" | "file" | "sha256" | "bytes">;
type Tensor = InferenceSession.TensorValueMetadata;

/**
 * The manifest entry for a graph of a known kind: names and size as the file has them.
 * @param side how large to feed a graph that leaves its size open, instead of the kind's usual side
 * @throws {CommandError} the graph lacks what the kind needs
 */
export function describeGraph(
  session: InferenceSession,
  file: FileEntry,
  kind: ModelKind,
  side?: number,
): ManifestModel {
  const known = modelKinds[kind];
  const inputs = session.inputMetadata.filter((value) => value.isTensor);
  const output = session.outputNames[0];
  if (!output) throw new CommandError("the graph has no output");
  if (known.graph === "lightness-to-ab") return describeOwn(file, pictureOf(inputs, 1), output);
  if (known.graph === "lama" || known.graph === "migan")
    return describeInpainter(file, known, inputs, { output, side });
  const picture = pictureOf(inputs, 3);
  const tensors = { input: picture.name, output, side: sideOf(picture, side ?? known.side, side) };
  if (known.graph === "ddcolor") return { ...file, ...tensors, role: "color", graph: "ddcolor" };
  // Which numbers it takes its file does not say; graphs/find-deoldify-values.ts finds out.
  if (known.graph === "deoldify") return { ...file, ...tensors, role: "color", graph: "deoldify", values: "bytes" };
  const number = inputs.find(({ name }) => name !== picture.name);
  // As close to the photo as it goes: a restored face must stay the same person's.
  const fidelity = number && { input: number.name, value: 1 };
  return { ...file, ...tensors, role: "clarity", graph: "gfpgan", ...(fidelity && { fidelity }) };
}

function describeOwn(file: FileEntry, input: Tensor, output: string): ManifestModel {
  return {
    ...file,
    role: "color",
    graph: "lightness-to-ab",
    colorSpace: "CIELAB, D65, from sRGB",
    input: { name: input.name, shape: input.shape.join(","), stride: 32, scale: 1, offset: 0 },
    output: { name: output, shape: "1,2,H,W", scale: 1 },
  };
}

function describeInpainter(
  file: FileEntry,
  { graph, side: usual }: { graph: "lama" | "migan"; side: number },
  inputs: Tensor[],
  { output, side }: { output: string; side?: number },
): ManifestModel {
  const mask = inputs.find(({ name, shape }) => /mask/i.test(name) || shape[1] === 1);
  if (!mask) throw new CommandError("has no input [1,1,height,width] for the mask");
  const picture = pictureOf(
    inputs.filter((input) => input !== mask),
    3,
  );
  const entry = { ...file, input: picture.name, mask: mask.name, output, side: sideOf(picture, side ?? usual, side) };
  // Which numbers LaMa answers in its file does not say; find-lama-values.ts finds out.
  if (graph === "lama") return { ...entry, role: "inpaint", graph, values: "bytes" };
  return { ...entry, role: "inpaint", graph };
}

function pictureOf(inputs: Tensor[], channels: number): Tensor {
  const picture = inputs.find(
    ({ shape }) => shape.length === 4 && (shape[1] === channels || typeof shape[1] === "string"),
  );
  if (!picture) throw new CommandError(`has no input [1,${channels},height,width]`);
  return picture;
}

function sideOf({ name, shape: [, , height, width] }: Tensor, usual: number, wanted?: number): number {
  if (typeof height !== "number" || typeof width !== "number" || height < 1 || width < 1) return usual;
  if (height !== width) throw new CommandError(`takes ${width} × ${height} pixels as ${name}; a square is needed`);
  if (wanted && wanted !== height) throw new CommandError(`takes ${height} × ${height} pixels and nothing else`);
  return height;
}
