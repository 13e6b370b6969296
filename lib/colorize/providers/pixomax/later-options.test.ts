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
let form: FormData;
let answer: { status: number; body: object; ignored?: string };

beforeAll(async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#c63" } })
    .png()
    .toBuffer();
  dir = await mkdtemp(path.join(tmpdir(), "later-"));
  await writeFile(path.join(dir, "photo"), "the photo's bytes");
  server = createServer(async (request, response) => {
    if (request.method === "GET") return response.end(picture);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const type = request.headers["content-type"] ?? "";
    form = await new Response(new Uint8Array(Buffer.concat(chunks)), { headers: { "content-type": type } }).formData();
    const ignored = answer.ignored ? { "X-Ignored-Fields": answer.ignored } : {};
    response.writeHead(answer.status, { "content-type": "application/json", ...ignored });
    return response.end(JSON.stringify(answer.body));
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
  answer = { status: 200, body: { outputUrl: `${url}/out.png` } };
});

async function forward(order: Partial<Order>) {
  const provider = createPixomaxProvider({ url, apiKey: "pxs_live_key" });
  const workPath = path.join(dir, "work");
  const file = { path: path.join(dir, "photo"), bytes: 17, sha256: "", format: "tiff", workPath } as const;
  const photo = { ...file, pages: 3, notes: [], width: 40, height: 30, name: "album.tif" };
  const task = { jobId: "job_1", photo, order: { ...defaultOrder, ...order }, outputPath: path.join(dir, "out.png") };
  try {
    return await provider.colorize(task, { signal: new AbortController().signal, onProgress: () => {} });
  } finally {
    await provider.close();
  }
}

const edits = { page: 2, rotate: 358.5, crop: { x: 0.1, y: 0.05, width: 0.8, height: 0.9 }, invert: true };

it("edits, profile and depth go with the received file, and only where they ask for something", async () => {
  await forward({ ...edits, outputProfile: "keep", bitDepth: "16", hint: "grünes Kleid" });
  const sent = Object.fromEntries(form);
  expect(sent).toMatchObject({ page: "2", rotate: "358.5", crop: "0.1,0.05,0.8,0.9", invert: "true" });
  expect(sent).toMatchObject({ output_profile: "keep", bit_depth: "16", hint: "grünes Kleid" });
  expect(await (form.get("image") as File).text()).toBe("the photo's bytes");
  await forward({});
  expect([...form.keys()]).toEqual(["model", "clean_scratches", "face_remaster", "image"]);
});

it.each<[string, Partial<Order>]>([
  ["rotate (did you mean page?), crop", { rotate: 90 }],
  ["crop", edits],
  ["bit_depth", { bitDepth: "16" }],
])("the run fails where the endpoint says it ignored %s of the order", async (ignored, order) => {
  answer.ignored = ignored;
  const refused = expect(forward(order)).rejects;
  await refused.toMatchObject({ code: "not_configured", message: expect.stringContaining("Nothing was charged") });
});

it("fields that nobody ordered may be ignored", async () => {
  answer.ignored = "crop, strength";
  expect(await forward({ rotate: 90 })).toMatchObject({ width: 40 });
});

it.each(["nothing_to_color", "page_not_found"])("%s of the endpoint is the caller's too", async (code) => {
  answer = { status: 400, body: { code } };
  await expect(forward({ page: 2 })).rejects.toMatchObject({ code });
});
