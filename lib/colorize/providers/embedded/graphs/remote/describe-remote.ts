import { z } from "zod";
import { AppError } from "../../../../../errors/app-error";
import type { ColorGraph } from "../manifest-schema";

const tensorSchema = z.object({
  name: z.string().min(1).max(200),
  datatype: z.string(),
  /** −1 stands for any length. */
  shape: z.array(z.coerce.number().int()).max(8),
});
type TensorMetadata = z.infer<typeof tensorSchema>;

/** The answer of `GET …/models/NAME`, as far as it is used. */
export const metadataSchema = z.object({
  versions: z.array(z.coerce.string()).nullish(),
  inputs: z.array(tensorSchema).min(1).max(20),
  outputs: z.array(tensorSchema).min(1).max(20),
});
export type ModelMetadata = z.infer<typeof metadataSchema>;

/** What DDColor and DeOldify are fed where the server leaves the size open. */
const defaultSide = 512;

/**
 * Which graph a server's model is, by its tensors. DeOldify's numbers they do not tell: `values` has yet to be found out.
 * @throws {AppError} not_configured when it is none that colors photos
 */
export function describeRemote({ inputs, outputs }: ModelMetadata): ColorGraph {
  const [input, further] = inputs;
  if (!input || further) throw refuse(`it takes ${inputs.length} inputs where one picture is all there is`);
  const [, channels, height = 0, width = 0] = checkPicture(input).shape;
  const output = (count: number) => outputs.find(({ shape }) => shape.length === 4 && shape[1] === count);
  if (channels === 1) {
    const ab = output(2);
    if (!ab || height > 0 || width > 0) throw refuse("a graph from lightness must give [1,2,h,w] at any size");
    const shape = "1,1,H,W";
    return {
      role: "color",
      graph: "lightness-to-ab",
      colorSpace: "CIELAB, D65, from sRGB",
      input: { name: input.name, shape, stride: 32, scale: 1, offset: 0 },
      output: { name: checkPicture(ab).name, shape: "1,2,H,W", scale: 1 },
    };
  }
  if (channels !== 3) throw refuse(`its input ${input.name} has ${channels} channels where 1 or 3 are needed`);
  if (height !== width) throw refuse(`it takes ${width} × ${height} pixels where a square is needed`);
  const painted = output(2) ?? output(3);
  if (!painted) throw refuse("none of its outputs has the shape [1,2,S,S] or [1,3,S,S]");
  const square = { input: input.name, output: checkPicture(painted).name, side: height > 0 ? height : defaultSide };
  return painted.shape[1] === 2
    ? { ...square, role: "color", graph: "ddcolor" }
    : { ...square, role: "color", graph: "deoldify", values: "bytes" };
}

function checkPicture(tensor: TensorMetadata): TensorMetadata {
  const { name, datatype, shape } = tensor;
  if (datatype !== "FP32") throw refuse(`${name} is ${datatype} where FP32 is needed`);
  if (shape.length !== 4 || Math.abs(shape[0] ?? 0) !== 1)
    throw refuse(`${name} has the shape [${shape}] where [1,channels,height,width] is needed`);
  return tensor;
}

function refuse(fault: string): AppError {
  const detail = "The model on the model server is none that this studio can color with. Nothing was charged.";
  return new AppError("not_configured", { detail, cause: new Error(fault) });
}
