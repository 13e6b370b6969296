import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Misbehavior = (request: IncomingMessage, response: ServerResponse, server: FileServer) => void;
export type FileServer = {
  url: string;
  port: number;
  /** The Range of each request, with its If-Range; "" for the whole file. */
  asked: string[];
  /** What the next requests meet, in order; the rest are answered rightly. */
  next: Misbehavior[];
  etag: string;
  /** To be told how many bytes the downloader has. */
  onReceived(bytes: number): void;
  stop(): void;
};

const rangeFrom = ({ headers }: IncomingMessage): number =>
  Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);

/** Answers as RFC 9110 says: a part with 206 while If-Range holds, else the whole; 416 from the end on. */
function answer(content: Buffer, etag: string, request: IncomingMessage, response: ServerResponse): void {
  const condition = request.headers["if-range"];
  const from = condition === undefined || condition === etag ? rangeFrom(request) : 0;
  if (from >= content.length) {
    response.writeHead(416, { "content-range": `bytes */${content.length}` }).end();
    return;
  }
  const part = content.subarray(from);
  const range = { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` };
  response.writeHead(from > 0 ? 206 : 200, { "content-length": part.length, etag, ...(from > 0 && range) });
  response.end(part);
}

/** Serves one file on 127.0.0.1, at every path. */
export async function serveFile(content: Buffer): Promise<FileServer> {
  const server = createServer((request, response) => {
    const { range = "", "if-range": condition } = request.headers;
    served.asked.push(condition === undefined ? range : `${range} if ${condition}`);
    const misbehave = served.next.shift();
    if (misbehave) misbehave(request, response, served);
    else answer(content, served.etag, request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const served: FileServer = {
    url: `http://127.0.0.1:${port}/file.onnx`,
    port,
    asked: [],
    next: [],
    etag: '"1"',
    onReceived: () => {},
    stop,
  };
  return served;
}

/** Sends the beginning of a file, then does what `then` says with the connection. */
export function breakAfter(bytes: number, content: Buffer, then: "close" | "stall" | "end" = "close"): Misbehavior {
  return (request, response, server) => {
    const from = rangeFrom(request);
    const range = { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` };
    const length = then === "end" ? {} : { "content-length": content.length - from };
    response.writeHead(from > 0 ? 206 : 200, { ...length, etag: '"1"', ...(from > 0 && range) });
    response.write(content.subarray(from, from + bytes));
    if (then === "end") response.end();
    // Not before all of it arrived: what lies in buffers is lost with its connection.
    server.onReceived = (received) => void (then === "close" && received >= from + bytes && response.destroy());
  };
}

export const refuse = (status: number, headers: Record<string, string> = {}): Misbehavior => {
  return (_request, response) => response.writeHead(status, headers).end("no");
};
