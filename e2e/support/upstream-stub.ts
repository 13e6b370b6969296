import type { IncomingMessage, ServerResponse } from "node:http";
import sharp from "sharp";
import { type LocalServer, readBody, startLocalServer } from "./local-server";

/** What the stub does with the next calls. `hang` never answers. */
export type UpstreamFault = "hang" | "html" | "bad-json" | "no-url" | "text-output" | number;
export type Upstream = LocalServer & {
  /** Null: it works. A number: that status. */
  fault: UpstreamFault | null;
  /** The add-ons it says it did not charge; null: it says nothing. */
  idle: string | null;
  /** How many colorize calls came. */
  calls: number;
  /** Headers of the last colorize call. */
  lastHeaders: IncomingMessage["headers"];
  /** Resolves when the next call has come in whole. */
  nextCall(): Promise<void>;
};

/** The photo, washed in orange: has the size of the input, and color. */
async function paint(request: IncomingMessage): Promise<Buffer> {
  const body = await readBody(request);
  const form = await new Response(new Uint8Array(body), {
    headers: { "Content-Type": request.headers["content-type"] ?? "" },
  }).formData();
  const image = form.get("image");
  if (!(image instanceof Blob)) throw new Error("no image part");
  return sharp(await image.arrayBuffer())
    .rotate()
    .tint({ r: 230, g: 140, b: 40 })
    .png()
    .toBuffer();
}

function answerFault(fault: UpstreamFault, response: ServerResponse): boolean {
  if (typeof fault === "number") {
    response.writeHead(fault, { "Content-Type": "application/json", "Retry-After": "7" }).end('{"error":"as told"}');
  } else if (fault === "html") {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<html><body>Welcome</body></html>");
  } else if (fault === "bad-json") {
    response.writeHead(200, { "Content-Type": "application/json" }).end('{"outputUrl": ');
  } else if (fault === "no-url") {
    response.writeHead(200, { "Content-Type": "application/json" }).end('{"output": 1}');
  } else return fault === "hang";
  return true;
}

/** Another colorizing service with the same contract, as good or as broken as told. */
export async function startUpstream(): Promise<Upstream> {
  const outputs = new Map<string, Buffer>();
  let waiting: (() => void)[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const output = outputs.get(request.url ?? "");
    if (output) return void response.writeHead(200, { "Content-Type": "image/png" }).end(output);
    upstream.calls += 1;
    upstream.lastHeaders = request.headers;
    let painted = await paint(request);
    for (const tell of waiting.splice(0)) tell();
    const { fault } = upstream;
    if (fault !== null && answerFault(fault, response)) return;
    if (fault === "text-output") painted = Buffer.from("not an image at all");
    const path = `/outputs/${upstream.calls}/out.png`;
    outputs.set(path, painted);
    const extra = upstream.idle === null ? {} : { "X-Idle-Add-Ons": upstream.idle };
    response.writeHead(200, { "Content-Type": "application/json", ...extra });
    response.end(JSON.stringify({ outputUrl: `${upstream.url}${path}` }));
  };
  const upstream: Upstream = {
    ...(await startLocalServer(answer)),
    fault: null,
    idle: null,
    calls: 0,
    lastHeaders: {},
    nextCall: () =>
      new Promise((resolve) => {
        waiting = [...waiting, resolve];
      }),
  };
  return upstream;
}

/** Settings that make a studio forward to the stub. */
export const forwardTo = (upstream: LocalServer) => ({
  COLORIZE_PROVIDER: "pixomax",
  PIXOMAX_URL: upstream.url,
  PIXOMAX_API_KEY: "upstream-key-for-tests",
});
