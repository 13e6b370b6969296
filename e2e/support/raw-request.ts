import { connect, type Socket } from "node:net";
import type { Studio } from "./start-studio";

export type RawAnswer = {
  /** 0 when the connection ended without an answer. */
  status: number;
  headers: string;
  body: string;
  /** Bytes that the client's socket got rid of before the end. */
  sentBytes: number;
};

/** Opens a connection to the studio and hands it to `send`; resolves with what came back once the studio has closed it. */
export function exchangeRaw(studio: Pick<Studio, "url">, send: (socket: Socket) => void): Promise<RawAnswer> {
  const { hostname, port } = new URL(studio.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const received: Buffer[] = [];
    socket.on("data", (chunk) => received.push(chunk));
    // A reset after the answer is how a server that stops reading looks from here.
    socket.on("error", () => {});
    socket.on("close", () => {
      const text = Buffer.concat(received).toString("latin1");
      const split = text.indexOf("\r\n\r\n");
      const headers = text.slice(0, Math.max(split, 0));
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(headers)?.[1] ?? 0);
      resolve({ status, headers, body: text.slice(split + 4), sentBytes: socket.bytesWritten - socket.writableLength });
    });
    socket.on("connect", () => send(socket));
  });
}

export type RawPost = {
  apiKey: string;
  contentType: string;
  body: Buffer;
  /** Other header lines, as the client in question sends them. */
  lines?: string[];
};

/** One POST of exactly these bytes. */
export function postRaw(
  studio: Pick<Studio, "url">,
  { apiKey, contentType, body, lines = [] }: RawPost,
): Promise<RawAnswer> {
  const head = [
    "POST /api/v1/colorize HTTP/1.1",
    `Host: ${new URL(studio.url).host}`,
    `X-Api-Key: ${apiKey}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${body.length}`,
    "Connection: close",
    ...lines,
  ];
  return exchangeRaw(studio, (socket) => {
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    socket.write(body);
  });
}

/** The body of a one-chunk or whole answer, as JSON. */
export function jsonOf({ body }: RawAnswer): Record<string, unknown> {
  return JSON.parse(body.slice(body.indexOf("{"), body.lastIndexOf("}") + 1)) as Record<string, unknown>;
}
