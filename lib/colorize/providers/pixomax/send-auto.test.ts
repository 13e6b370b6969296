import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { defaultOrder, type Order } from "../../../contract/order";
import { createPixomaxProvider } from "./pixomax-provider";

let server: Server;
let url: string;
let dir: string;
let picture: Buffer;
/** `clean_scratches` of every photo that came, and what it is answered. */
let asked: string[];
let answer: (cleanScratches: string) => [status: number, body: object];

beforeAll(async () => {
  picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#c63" } })
    .png()
    .toBuffer();
  dir = await mkdtemp(path.join(tmpdir(), "send-auto-"));
  await writeFile(path.join(dir, "photo"), "the photo's bytes");
  server = createServer(async (request, response) => {
    if (request.method === "GET") return response.end(picture);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const word = /name="clean_scratches"\r\n\r\n(\w+)/.exec(String(Buffer.concat(chunks)))?.[1] ?? "";
    asked.push(word);
    const [status, body] = answer(word);
    return response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
  answer = () => [200, { outputUrl: `${url}/out.png` }];
});

/** Forwards this many photos, one after the other, with repair ordered like this. */
async function forward(autoAddOns: Order["autoAddOns"], photos = 1) {
  const provider = createPixomaxProvider({ url, apiKey: "pxs_live_key" });
  const file = {
    path: path.join(dir, "photo"),
    bytes: 17,
    sha256: "",
    format: "jpeg",
    workPath: "",
    pages: 1,
    notes: [],
  } as const;
  const photo = { ...file, width: 40, height: 30, name: "old.jpg" };
  const order = { ...defaultOrder, cleanScratches: true, autoAddOns };
  const run = { signal: new AbortController().signal, onProgress: () => {} };
  try {
    for (let sent = 0; sent < photos; sent += 1) {
      await provider.colorize({ jobId: "job_1", photo, order, outputPath: path.join(dir, "out.png") }, run);
    }
  } finally {
    await provider.close();
  }
}

it("`auto` goes out as it is, and the photo once", async () => {
  await forward(["cleanScratches"]);
  expect(asked).toEqual(["auto"]);
});

it("a far side that refuses `auto`, which it hasn't charged, gets the photo once more with `true`, and later ones at once", async () => {
  answer = (word) => (word === "true" ? [200, { outputUrl: `${url}/out.png` }] : [400, { code: "invalid_boolean" }]);
  await forward(["cleanScratches"], 2);
  expect(asked).toEqual(["auto", "true", "true"]);
});

it.each([
  [500, "internal_error"],
  [400, "invalid_model"],
  [429, "over_capacity"],
])("after %i %s, which may have been charged, the photo is not sent again", async (status, code) => {
  answer = () => [status, { code }];
  await expect(forward(["cleanScratches"])).rejects.toMatchObject({ name: "AppError" });
  expect(asked).toEqual(["auto"]);
});

it("a photo without `auto` is not sent again because the far side finds a value invalid", async () => {
  answer = () => [400, { code: "invalid_boolean" }];
  await expect(forward([])).rejects.toMatchObject({ code: "upstream_error" });
  expect(asked).toEqual(["true"]);
});
