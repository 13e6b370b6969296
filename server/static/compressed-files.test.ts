import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHttpServer } from "../create-http-server";
import { compressFiles } from "./compress-files";
import { openCompressedFiles } from "./compressed-files";

const script = "export const color = (gray) => [gray, gray, gray];\n".repeat(200);
let folder: string;
let server: Server;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "static-"));
  await mkdir(path.join(folder, "chunks"));
  await writeFile(path.join(folder, "chunks/a.js"), script);
  await writeFile(path.join(folder, "font.woff2"), "compressed already");
  await compressFiles(folder);
  await mkdir(path.join(folder, "engine"));
  await writeFile(path.join(folder, "engine/rows.wasm.gz"), gzipSync("wasm"));
  const next = async (_: unknown, response: { end(text: string): void }) => response.end("Next's own answer");
  const answerFile = await openCompressedFiles(folder);
  server = createHttpServer(next as never, { trustProxy: false, requestTimeoutMs: 30_000, answerFile });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function get(target: string, { method = "GET", accept = "gzip, deflate, br, zstd" } = {}) {
  const { port } = server.address() as AddressInfo;
  const sent = request({ port, host: "127.0.0.1", path: target, method, headers: { "accept-encoding": accept } }).end();
  const [response] = await once(sent, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { headers: response.headers, body: Buffer.concat(chunks) };
}

it("sends browsers that take Brotli a much smaller copy of a script, with its type and for good", async () => {
  const { headers, body } = await get("/_next/static/chunks/a.js?dpl=1");
  expect(brotliDecompressSync(body).toString()).toBe(script);
  expect(headers).toMatchObject({
    "content-encoding": "br",
    "content-type": "application/javascript; charset=UTF-8",
    "content-length": String(body.length),
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
    "x-content-type-options": "nosniff",
  });
  const head = await get("/_next/static/chunks/a.js", { method: "HEAD" });
  expect(head.body).toHaveLength(0);
  expect(head.headers["content-length"]).toBe(String(body.length));
});

it("sends browsers that take only gzip, as over plain http, the copy that there is for them", async () => {
  const { headers, body } = await get("/_next/static/engine/rows.wasm", { accept: "gzip, deflate" });
  expect(gunzipSync(body).toString()).toBe("wasm");
  expect(headers).toMatchObject({ "content-encoding": "gzip", "content-type": "application/wasm" });
});

it.each([
  ["a browser that does not take it", "/_next/static/chunks/a.js", { accept: "gzip, deflate" }],
  ["one that refuses it", "/_next/static/chunks/a.js", { accept: "gzip, br;q=0" }],
  ["a file without a copy", "/_next/static/font.woff2", {}],
  ["the copy's own name", "/_next/static/chunks/a.js.br", {}],
  ["a path out of the folder", "/_next/static/chunks/../../a.js", {}],
])("leaves %s to Next", async (_, target, options) => {
  expect((await get(target, options)).body.toString()).toBe("Next's own answer");
});

it("makes no copy of what is compressed already", async () => {
  expect((await readdir(folder)).sort()).toEqual(["chunks", "engine", "font.woff2"]);
});
