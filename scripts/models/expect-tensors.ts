import type { ManifestModel } from "../../lib/colorize/providers/embedded/graphs/manifest-schema";

/** null stands for any length. */
export type Shape = (number | null)[];
type Tensors = {
  inputs: Record<string, Shape>;
  outputs: Record<string, Shape>;
  /** The type of their numbers; float32 if left out. */
  type?: "uint8";
};

const free = [null, null];

/** The tensors that a graph must have for the studio to run it as the manifest entry says. */
export function expectTensors(model: ManifestModel): Tensors {
  const lightness = { lightness: [1, 1, ...free] };
  switch (model.graph) {
    case "lightness-to-ab":
      return { inputs: { [model.input.name]: [1, 1, ...free] }, outputs: { [model.output.name]: [1, 2, ...free] } };
    case "ddcolor":
      return expectSquare(model, 2);
    case "deoldify":
      return expectSquare(model, 3);
    case "gfpgan": {
      const { inputs, outputs } = expectSquare(model, 3);
      return { inputs: { ...inputs, ...(model.fidelity && { [model.fidelity.input]: [] }) }, outputs };
    }
    case "lama":
      return expectInpainter(model);
    case "migan":
      return { ...expectInpainter(model), type: "uint8" };
    case "damage-mask":
      return { inputs: lightness, outputs: { mask: [1, 1, ...free], clean: [1, 1, ...free] } };
    case "photo-lightness":
      return { inputs: lightness, outputs: { change: [1, 1, ...free] } };
    case "face-centers": {
      const outputs = { score: [1, 1, ...free], box: [1, 4, ...free], points: [1, 10, ...free] };
      return { inputs: lightness, outputs };
    }
    case "face-lightness": {
      const face = [null, 1, model.side, model.side];
      return { inputs: { lightness: face }, outputs: { clear: face } };
    }
  }
}

function expectSquare({ input, output, side }: { input: string; output: string; side: number }, channels: number) {
  return { inputs: { [input]: [1, 3, side, side] }, outputs: { [output]: [1, channels, side, side] } };
}

function expectInpainter(model: { input: string; mask: string; output: string; side: number }): Tensors {
  const { inputs, outputs } = expectSquare(model, 3);
  return { inputs: { ...inputs, [model.mask]: [1, 1, model.side, model.side] }, outputs };
}
