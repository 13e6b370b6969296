import { Tensor } from "onnxruntime-common";
import { z } from "zod";
import { unusable } from "./exchange";

/** Length of the JSON before the tensors, in the request and in an answer with binary data. */
export const headerLength = "inference-header-content-length";

/** Every machine that onnxruntime runs on is little-endian, as the protocol's tensors are. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => Buffer.from(buffer, byteOffset, byteLength);

/**
 * An inference request of the Open Inference Protocol with its binary tensor extension: JSON, then the float32 tensors one after
 * the other.
 * @throws {Error} a tensor is not float32
 */
export function writeInferRequest(feeds: Record<string, Tensor>, names: string[]) {
  const tensors: Buffer[] = [];
  const inputs = Object.entries(feeds).map(([name, { data, dims }]) => {
    if (!(data instanceof Float32Array)) throw new Error(`${name} is not float32`);
    tensors.push(bytesOf(data));
    return { name, shape: dims, datatype: "FP32", parameters: { binary_data_size: data.byteLength } };
  });
  const outputs = names.map((name) => ({ name, parameters: { binary_data: true } }));
  const json = Buffer.from(JSON.stringify({ inputs, outputs }));
  return {
    body: Buffer.concat([json, ...tensors]),
    headers: { "content-type": "application/octet-stream", [headerLength]: String(json.length) },
  };
}

const length = z.coerce.number().int().min(0);
const outputSchema = z.object({
  name: z.string(),
  datatype: z.string(),
  shape: z.array(length).max(8),
  parameters: z.looseObject({ binary_data_size: length.optional() }).nullish(),
  /** Flat or nested, in either case row by row. */
  data: z.array(z.unknown()).nullish(),
});
const answerSchema = z.object({ outputs: z.array(outputSchema).max(100) });

/**
 * The float32 outputs of these names.
 * @param jsonBytes what the header says; null where the whole body is JSON
 * @throws {AppError} upstream_invalid_output for what the protocol does not allow, and for sizes that do not match their shapes
 */
export function readInferAnswer(body: Buffer, jsonBytes: number | null, names: string[]): Record<string, Tensor> {
  const end = jsonBytes ?? body.length;
  if (!(end <= body.length)) throw unusable(`${body.length} bytes where the JSON alone has ${end}`);
  let at = end;
  const found: Record<string, Tensor> = {};
  for (const { name, datatype, shape, parameters, data } of parseAnswer(body.subarray(0, end)).outputs) {
    const binary = parameters?.binary_data_size;
    const bytes = body.subarray(at, at + (binary ?? 0));
    at += bytes.length;
    if (!names.includes(name)) continue;
    if (datatype !== "FP32") throw unusable(`${name} as ${datatype}`);
    const values = binary === undefined ? readNumbers(data ?? []) : readFloats(bytes);
    const wanted = shape.reduce((product, side) => product * side, 1);
    if (values.length !== wanted) throw unusable(`${values.length} numbers as ${name} of the shape [${shape}]`);
    found[name] = new Tensor("float32", values, shape);
  }
  const missing = names.find((name) => !found[name]);
  if (missing) throw unusable(`no output ${missing}`);
  return found;
}

function parseAnswer(json: Buffer) {
  try {
    return answerSchema.parse(JSON.parse(json.toString("utf8")));
  } catch (cause) {
    throw unusable(cause);
  }
}

/** A copy, because four bytes may begin anywhere in the answer, a Float32Array only at a multiple of four. */
const readFloats = (bytes: Buffer) => new Float32Array(new Uint8Array(bytes.subarray(0, bytes.length & ~3)).buffer);

/** NaN for what is no number, which nothing paints with. */
const readNumbers = (data: unknown[]) =>
  Float32Array.from(data.flat(8), (value) => (typeof value === "number" ? value : Number.NaN));
