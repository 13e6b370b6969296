import type { InferenceSession } from "onnxruntime-node";
import type { ManifestModel } from "../../lib/colorize/providers/embedded/graphs/manifest-schema";
import { expectTensors, type Shape } from "./expect-tensors";

type Metadata = readonly InferenceSession.ValueMetadata[];

/** What keeps a loaded graph from being run as its manifest entry says, as the end of a sentence; null when nothing does. */
export function findGraphFault(session: InferenceSession, model: ManifestModel): string | null {
  const { inputs, outputs, type = "float32" } = expectTensors(model);
  const extra = session.inputNames.find((name) => !(name in inputs));
  if (extra) return `asks for an input ${extra} that a ${model.graph} graph does not have`;
  return (
    findFault("input", session.inputMetadata, inputs, type) ??
    findFault("output", session.outputMetadata, outputs, type)
  );
}

function findFault(
  side: "input" | "output",
  found: Metadata,
  wanted: Record<string, Shape>,
  type: "float32" | "uint8",
): string | null {
  for (const [name, shape] of Object.entries(wanted)) {
    const tensor = found.find((candidate) => candidate.name === name);
    if (!tensor?.isTensor) return `has no ${side} ${name}`;
    // CodeFormer's one number comes in either type and as [1] or [].
    const oneNumber = shape.length === 0;
    if (tensor.type === "float16" && type === "float32") {
      return `has float16 numbers as its ${side} ${name}; export it with float32 inputs and outputs (the weights may be float16)`;
    }
    if (tensor.type !== type && !(oneNumber && tensor.type === "float64")) {
      return `has ${tensor.type} numbers as its ${side} ${name}; ${type} is needed`;
    }
    if (!oneNumber && !fits(tensor.shape, shape)) {
      return `has the ${side} ${name} as [${tensor.shape.join(",")}] where [${shape.map((n) => n ?? "*").join(",")}] is needed`;
    }
  }
  return null;
}

/** A length with a name is free, and some exports say nothing about an output's shape. */
function fits(shape: readonly (number | string)[], wanted: Shape): boolean {
  if (shape.length === 0) return true;
  if (shape.length !== wanted.length) return false;
  return shape.every(
    (length, i) => wanted[i] === null || typeof length === "string" || length < 1 || length === wanted[i],
  );
}
