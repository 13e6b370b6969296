import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { type InferenceSession, Tensor } from "onnxruntime-node";

/** What the server does with inference requests instead of answering them. `hang` never answers. */
export type ServerFault =
  | "hang"
  | "cut"
  | "endless"
  | "not-json"
  | "other-output"
  | "other-size"
  | "not-finite"
  | "short"
  | "other-type"
  | number;

type RequestTensor = {
  name: string;
  shape: number[];
  datatype: string;
  parameters?: { binary_data_size?: number };
  data?: unknown[];
};
type InferRequest = {
  inputs: RequestTensor[];
  outputs?: { name: string; parameters?: { binary_data?: boolean } }[];
};

/**
 * Reads a request as strictly as the protocol allows.
 * @throws {Error} what a server answers with 400
 */
export function readRequest(body: Buffer, headers: IncomingHttpHeaders, session: InferenceSession) {
  const said = headers["inference-header-content-length"];
  const jsonBytes = said === undefined ? body.length : Number(said);
  if (!(jsonBytes <= body.length)) throw new Error("the JSON is longer than the body");
  const { inputs, outputs = [] }: InferRequest = JSON.parse(body.subarray(0, jsonBytes).toString("utf8"));
  let at = jsonBytes;
  const feeds: Record<string, Tensor> = {};
  for (const { name, shape, datatype, parameters, data } of inputs) {
    const known = session.inputMetadata.find((input) => input.name === name);
    if (!known?.isTensor) throw new Error(`unexpected input '${name}'`);
    if (datatype !== "FP32") throw new Error(`input '${name}' is ${datatype}`);
    const fits = known.shape.every((length, i) => typeof length === "string" || length < 1 || length === shape[i]);
    if (!fits || known.shape.length !== shape.length) throw new Error(`input '${name}' has the shape [${shape}]`);
    const size = parameters?.binary_data_size;
    const numbers =
      size === undefined ? Float32Array.from((data ?? []).flat(8) as number[]) : readFloats(body, at, size);
    at += size ?? 0;
    if (numbers.length !== shape.reduce((product, side) => product * side, 1))
      throw new Error(`input '${name}' has ${numbers.length} numbers`);
    feeds[name] = new Tensor("float32", numbers, shape);
  }
  if (at !== body.length) throw new Error(`${body.length - at} bytes more than the inputs have`);
  const names = outputs.length > 0 ? outputs.map(({ name }) => name) : [...session.outputNames];
  const unknown = names.find((name) => !session.outputNames.includes(name));
  if (unknown) throw new Error(`unexpected output '${unknown}'`);
  return { feeds, outputs: names, isBinary: outputs.some(({ parameters }) => parameters?.binary_data === true) };
}

function readFloats(body: Buffer, at: number, bytes: number): Float32Array {
  if (bytes % 4 !== 0 || at + bytes > body.length) throw new Error(`a tensor of ${bytes} bytes is not all there`);
  return new Float32Array(new Uint8Array(body.subarray(at, at + bytes)).buffer);
}

export type Served = { model: string; version: string; outputs: InferenceSession.OnnxValueMapType };
type Manner = { fault: ServerFault | null; isBinary: boolean; isNested: boolean };

/** Writes the outputs, or what the fault makes of them. */
export function writeAnswer(
  response: ServerResponse,
  { model, version, outputs }: Served,
  { fault, isBinary, isNested }: Manner,
) {
  const tensors: Buffer[] = [];
  const described = Object.entries(outputs).map(([name, tensor]) => {
    const data = Float32Array.from(tensor.data as Float32Array);
    if (fault === "not-finite") data[3] = Number.NaN;
    const shape = [...tensor.dims];
    if (fault === "other-size") shape.splice(2, 2, (shape[2] ?? 0) / 2, (shape[3] ?? 0) * 2);
    const said = {
      name: fault === "other-output" ? "else" : name,
      shape,
      datatype: fault === "other-type" ? "FP16" : "FP32",
    };
    if (!isBinary) return { ...said, data: isNested ? nest([...data], shape) : [...data] };
    const bytes = Buffer.from(data.buffer);
    tensors.push(fault === "short" ? bytes.subarray(0, bytes.length / 2) : bytes);
    return { ...said, parameters: { binary_data_size: bytes.length } };
  });
  const text = JSON.stringify({ model_name: model, model_version: version, outputs: described });
  const json = Buffer.from(fault === "not-json" ? text.slice(1) : text);
  const body = Buffer.concat([json, ...tensors]);
  const type = isBinary ? "application/octet-stream" : "application/json";
  const binary = isBinary ? { "inference-header-content-length": String(json.length) } : {};
  if (fault === "endless") {
    response.writeHead(200, { "content-type": type });
    const pour = () => {
      while (!response.destroyed && response.write(Buffer.alloc(1 << 20)));
    };
    response.on("drain", pour);
    return pour();
  }
  response.writeHead(200, { "content-type": type, "content-length": String(body.length), ...binary });
  if (fault !== "cut") return void response.end(body);
  response.write(body.subarray(0, body.length / 2), () => response.destroy());
}

/** Row by row, as the protocol allows beside the flat form. */
function nest(values: unknown[], shape: number[]): unknown[] {
  if (shape.length < 2) return values;
  const inner = shape[shape.length - 1] ?? 1;
  const rows = Array.from({ length: values.length / inner }, (_, i) => values.slice(i * inner, (i + 1) * inner));
  return nest(rows, shape.slice(0, -1));
}
