import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { editPicture, type Manner } from "./edit-picture";
import { type Part, parseMultipart } from "./parse-multipart";

/** What the editor does with the next pictures. */
export type Conduct =
  | ({ does: "edit" } & Manner)
  | { does: "link" }
  | { does: "refuse"; status: number; code: string | null; headers?: Record<string, string> }
  | { does: "break off" | "truncate" | "nonsense" | "flood" | "hang" };

export type Received = { authorization: string | null; fields: Record<string, string>; image: Part | null };

/** A stand-in for an engine that speaks `POST /v1/images/edits`, on a port of this machine. It refuses what OpenAI would. */
export async function startEdits() {
  const received: Received[] = [];
  const state = { conduct: { does: "edit" } as Conduct };
  const linked = { bytes: Buffer.alloc(0) };
  const server = createServer(async (request, response) => {
    if (request.method === "GET" && request.url === "/pictures/1.png") return void response.end(linked.bytes);
    if (request.method !== "POST" || request.url !== "/v1/images/edits") return void refuse(response, 404, "not_found");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    try {
      const asked = readForm(request, Buffer.concat(chunks));
      received.push(asked);
      await answer(response, asked, state.conduct, linked);
    } catch (error) {
      refuse(response, 400, `invalid_request: ${String(error)}`);
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    received,
    state,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function readForm({ headers }: IncomingMessage, body: Buffer): Received {
  const parts = parseMultipart(headers["content-type"] ?? "", body);
  const image = parts.find(({ name }) => name === "image") ?? null;
  const fields = Object.fromEntries(
    parts.filter((part) => part !== image).map((part) => [part.name, String(part.bytes)]),
  );
  if (image?.type !== "image/png" || !image.filename) throw new Error("image must be a PNG file");
  for (const name of ["prompt", "model", "size"]) if (!fields[name]) throw new Error(`${name} is missing`);
  return { authorization: headers.authorization ?? null, fields, image };
}

async function answer(
  response: ServerResponse,
  { fields, image }: Received,
  conduct: Conduct,
  linked: { bytes: Buffer },
): Promise<void> {
  if (conduct.does === "hang") return;
  if (conduct.does === "refuse") return refuse(response, conduct.status, conduct.code, conduct.headers);
  if (conduct.does === "break off") {
    response.writeHead(200, { "content-length": "1000" }).write('{"data":[{"b64_json":"iVBO');
    return void response.destroy();
  }
  const [width = 1, height = 1] = (fields.size ?? "").split("x").map((side) => Number(side) / 4);
  const bytes = await editPicture(
    image?.bytes ?? Buffer.alloc(0),
    { width, height },
    conduct.does === "edit" ? conduct : {},
  );
  const send = (picture: object) =>
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ created: 1, data: [picture] }));
  linked.bytes = bytes;
  const given = {
    edit: () => send({ b64_json: bytes.toString("base64") }),
    link: () => send({ url: `http://${response.req.headers.host}/pictures/1.png` }),
    truncate: () => send({ b64_json: bytes.subarray(0, bytes.length / 2).toString("base64") }),
    nonsense: () => send({ b64_json: Buffer.from("<html>").toString("base64") }),
    flood: () => flood(response),
  };
  given[conduct.does]();
}

/** More than any picture has, until nobody reads on. */
function flood(response: ServerResponse): void {
  const chunk = Buffer.alloc(1024 * 1024, "A");
  const pour = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", pour).writeHead(200).write('{"data":[{"b64_json":"');
  pour();
}

function refuse(
  response: ServerResponse,
  status: number,
  code: string | null,
  headers: Record<string, string> = {},
): void {
  const error = {
    type: "invalid_request_error",
    code,
    message: `no: ${response.req.headers.authorization}`,
    param: null,
  };
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify({ error }));
}
