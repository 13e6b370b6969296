import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";

/** A request as an engine got it; `body` is its JSON. */
export type Heard = { method: string; path: string; headers: IncomingMessage["headers"]; body: unknown };
export type Send = (status: number, body: unknown, headers?: Record<string, string>) => void;
type Answer = (heard: Heard, send: Send, response: ServerResponse) => void | Promise<void>;

/** A local server that answers JSON and remembers what it was asked. */
export async function startEngine(answer: Answer) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const { method = "", url: path = "", headers } = request;
    const one = { method, path, headers, body: text ? JSON.parse(text) : null };
    heard.push(one);
    const send: Send = (status, body, given) => {
      const raw = body instanceof Uint8Array;
      response.writeHead(status, { "content-type": raw ? "image/png" : "application/json", ...given });
      response.end(raw ? body : JSON.stringify(body));
    };
    await answer(one, send, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    heard,
    /** `POST /v1/predictions` and so on, in the order they came. */
    list: () => heard.map(({ method, path }) => `${method} ${path}`),
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Whose a and b, about 26 and 48, every picture gets that a stand-in colors. */
export const tint = { r: 200, g: 120, b: 40 };

/** The picture of a data URL in one tint, its lightness unchanged. @throws {Error} for anything but a gray PNG of 8 bits */
export async function tintPicture(dataUrl: string): Promise<Uint8Array> {
  const [, base64] = /^data:image\/png;base64,([A-Za-z0-9+/]+=*)$/.exec(dataUrl) ?? [];
  if (!base64) throw new Error("no data URL of a PNG");
  const picture = sharp(Buffer.from(base64, "base64"));
  const { format, channels, depth } = await picture.metadata();
  if (format !== "png" || channels !== 1 || depth !== "uchar") throw new Error(`${format} ${channels} ${depth}`);
  return picture.pipelineColourspace("srgb").tint(tint).toColourspace("srgb").png().toBuffer();
}
