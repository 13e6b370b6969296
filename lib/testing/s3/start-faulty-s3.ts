import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { S3Server } from "./start-s3-server";

/**
 * What goes wrong with a request: it hangs, is refused, its upload is damaged, one object of those to delete is kept, or its answer
 * breaks off or is short.
 */
export type Fault = "silent" | "busy" | "forbidden" | "damaged" | "kept" | "cut" | "short" | "stalled";

/** Decides at each request; null lets it through. */
type Choose = (request: { method: string; url: string }) => Fault | null;

export type FaultyS3 = Awaited<ReturnType<typeof startFaultyS3>>;
type Sent = { request: IncomingMessage; body: Buffer; response: ServerResponse };

/**
 * A proxy in front of an S3 server in which `choose` may be replaced at any time. As S3 does, it refuses an upload whose bytes are
 * not those of its Content-MD5; the server behind it does not look.
 */
export async function startFaultyS3({ settings }: Pick<S3Server, "settings">) {
  const target = new URL(settings.S3_ENDPOINT);
  const faulty = {
    choose: (() => null) as Choose,
    /** Every request, as `GET /photos/job_1/out.png`; `left` when the reader of a stalled answer has gone. */
    seen: [] as string[],
    settings,
    close,
  };
  const server = createServer(async (request, response) => {
    const { method = "", url = "" } = request;
    faulty.seen.push(`${method} ${url}`);
    const fault = faulty.choose({ method, url });
    const body = await buffer(request).catch(() => Buffer.of());
    if (fault === "silent") return;
    if (fault === "busy") return answerXml(response, 503, "SlowDown");
    if (fault === "forbidden") return answerXml(response, 403, "AccessDenied");
    if (fault === "kept") {
      const kept = "<Error><Key>job_0/out.png</Key><Code>AccessDenied</Code><Message>locked</Message></Error>";
      return void response.end(`<?xml version="1.0"?><DeleteResult>${kept}</DeleteResult>`);
    }
    if (fault === "damaged") body[0] = (body[0] ?? 0) ^ 1;
    const md5 = request.headers["content-md5"];
    if (md5 && md5 !== createHash("md5").update(body).digest("base64")) return answerXml(response, 400, "BadDigest");
    await forward({ request, body, response }, fault);
  });
  async function forward({ request, body, response }: Sent, fault: Fault | null): Promise<void> {
    const { method, url: path, headers } = request;
    // With the length that arrived; the signature is of the address that the client has used.
    const sent = sendRequest({ host: target.hostname, port: target.port, method, path, headers });
    sent.end(body);
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    const content = await buffer(answer);
    const half = content.subarray(0, content.length / 2);
    if (fault === "short") {
      // A whole answer, as far as HTTP can tell.
      response.writeHead(answer.statusCode ?? 0, { ...answer.headers, "content-length": String(half.length) });
      response.end(half);
      return;
    }
    response.writeHead(answer.statusCode ?? 0, answer.headers);
    if (fault === "cut") response.write(half, () => response.destroy());
    else if (fault === "stalled") response.once("close", () => faulty.seen.push("left")).write(half);
    else response.end(content);
  }
  async function close(): Promise<void> {
    server.closeAllConnections();
    server.close();
  }
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  faulty.settings = { ...settings, S3_ENDPOINT: `http://127.0.0.1:${port}` };
  return faulty;
}

function answerXml(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "Content-Type": "application/xml" });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>fault</Message></Error>`);
}
