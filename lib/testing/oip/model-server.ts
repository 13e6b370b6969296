import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { InferenceSession } from "onnxruntime-node";
import * as ort from "onnxruntime-node";
import { readRequest, type Served, type ServerFault, writeAnswer } from "./infer-messages";

export type ModelServer = {
  url: string;
  /** The value of a setting that chooses the model. */
  setting: (model: string, version?: string) => string;
  fault: ServerFault | null;
  /** How the numbers of an output come back. Binary only where the request asks for it. */
  data: "as-asked" | "flat" | "nested";
  isReady: boolean;
  /** Of every model; a server may be ready while its models are not. */
  isModelReady: boolean;
  versions: string[];
  /** Every request so far, `POST /v2/models/ddcolor/infer`. */
  requests: string[];
  /** Resolves when the next inference request is in whole. */
  nextInference(): Promise<void>;
  /** Resolves when a client goes away without its answer. */
  nextHangUp(): Promise<void>;
  close(): Promise<void>;
};

/** As the protocol has it: a length that a graph leaves open is −1. */
const describeTensors = (tensors: readonly InferenceSession.ValueMetadata[]) =>
  tensors.flatMap((tensor) =>
    tensor.isTensor
      ? {
          name: tensor.name,
          datatype: tensor.type === "float16" ? "FP16" : "FP32",
          shape: tensor.shape.map((length) => (typeof length === "number" && length > 0 ? length : -1)),
        }
      : [],
  );

/**
 * A model server that speaks the Open Inference Protocol 2 over HTTP, and runs graphs with onnxruntime.
 * @param graphs files by the names that they are served under
 */
export async function startModelServer(graphs: Record<string, string>): Promise<ModelServer> {
  const sessions = new Map<string, InferenceSession>();
  for (const [name, file] of Object.entries(graphs)) {
    sessions.set(name, await ort.InferenceSession.create(file, { intraOpNumThreads: 1 }));
  }
  const [inference, hangUp] = [createBell(), createBell()];

  async function infer(name: string, session: InferenceSession, request: IncomingMessage, response: ServerResponse) {
    const asked = readRequest(await readWhole(request), request.headers, session);
    response.on("close", () => {
      if (!response.writableFinished) hangUp.ring();
    });
    inference.ring();
    if (server.fault === "hang") return;
    if (typeof server.fault === "number") return sendJson(response, server.fault, { error: "told to fail" });
    const outputs = await session.run(asked.feeds, asked.outputs);
    const served: Served = { model: name, version: server.versions.at(-1) ?? "1", outputs };
    writeAnswer(response, served, {
      fault: server.fault,
      isBinary: server.data === "as-asked" && asked.isBinary,
      isNested: server.data === "nested",
    });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    server.requests.push(`${method} ${url}`);
    if (url === "/v2/health/live") return void response.writeHead(200).end();
    if (url === "/v2/health/ready") return void response.writeHead(server.isReady ? 200 : 503).end();
    if (url === "/v2")
      return sendJson(response, 200, { name: "stand-in", version: "1", extensions: ["binary_tensor_data"] });
    const [, name = "", version, verb] =
      url.match(/^\/v2\/models\/([^/]+)(?:\/versions\/([^/]+))?(?:\/(ready|infer))?$/) ?? [];
    const session = sessions.get(name);
    if (!session || (version && !server.versions.includes(version)))
      return sendJson(response, 404, { error: `Request for unknown model: '${name}' is not found` });
    if (verb === "ready") return void response.writeHead(server.isModelReady ? 200 : 400).end();
    if (verb === "infer" && method === "POST") return infer(name, session, request, response);
    if (verb || method !== "GET") return sendJson(response, 405, { error: "method not allowed" });
    const { inputMetadata, outputMetadata } = session;
    const tensors = { inputs: describeTensors(inputMetadata), outputs: describeTensors(outputMetadata) };
    sendJson(response, 200, { name, versions: server.versions, platform: "onnxruntime_onnx", ...tensors });
  }

  const http = createServer((request, response) => {
    answer(request, response).catch((error: Error) => sendJson(response, 400, { error: error.message }));
  });
  await new Promise<void>((ready) => http.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const server: ModelServer = {
    url,
    setting: (model, version) => `oip:${url}/v2/models/${model}${version ? `/versions/${version}` : ""}`,
    fault: null,
    data: "as-asked",
    isReady: true,
    isModelReady: true,
    versions: ["1"],
    requests: [],
    nextInference: inference.next,
    nextHangUp: hangUp.next,
    async close() {
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
      for (const session of sessions.values()) await session.release();
    },
  };
  return server;
}

function createBell() {
  const waiting: (() => void)[] = [];
  return {
    next: () => new Promise<void>((resolve) => void waiting.push(resolve)),
    ring() {
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readWhole(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
