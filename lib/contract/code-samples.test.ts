import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Busboy } from "@fastify/busboy";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { colorizePath, type SampleInput, sampleInputs, writeCodeSample } from "./code-samples";

type Seen = { path?: string; apiKey?: string; fields: Record<string, string>; files: string[] };
const run = promisify(execFile);
const photo = Buffer.from("not really a photo, but bytes all the same");
let folder: string;
let server: Server;
let origin: string;
let seen: Seen;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "samples-"));
  writeFileSync(path.join(folder, "photo.jpg"), photo);
  server = createServer(async (request, response) => {
    seen = await readForm(request);
    response.setHeader("content-type", "application/json").end('{"outputUrl":"https://studio.test/out.png"}');
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe.each(sampleInputs)("a pasted sample that sends the photo as %s", (input) => {
  const expected = { file: photo.toString(), url: "https://example.com/photo.jpg", base64: photo.toString("base64") };

  it.skipIf(!has("curl"))("runs in a shell with curl", async () => {
    await run("sh", ["-c", writeCodeSample({ language: "curl", input, origin, apiKey: "pxs_live_x" })], {
      cwd: folder,
    });
    expectTheCall(input, expected[input]);
  });

  it("runs in Node and prints the address of the result", async () => {
    const code = writeCodeSample({ language: "javascript", input, origin, apiKey: "pxs_live_x" });
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code], { cwd: folder });
    expect(stdout.trim()).toBe("https://studio.test/out.png");
    expectTheCall(input, expected[input]);
  });

  it.skipIf(!has("python3", "-c", "import requests"))("runs in Python with requests", async () => {
    const code = writeCodeSample({ language: "python", input, origin, apiKey: "pxs_live_x" });
    const { stdout } = await run("python3", ["-c", code], { cwd: folder });
    expect(stdout.trim()).toBe("https://studio.test/out.png");
    expectTheCall(input, expected[input]);
  });
});

function expectTheCall(input: SampleInput, image: string) {
  // Base64 inside a file part would be taken for the photo's own bytes.
  expect(seen.files).toEqual(input === "file" ? ["image"] : []);
  expect(seen.path).toBe(colorizePath);
  expect(seen.apiKey).toBe("pxs_live_x");
  expect(seen.fields.model).toBe("large");
  expect(seen.fields.image?.replaceAll("\n", "")).toBe(image);
}

function readForm(request: IncomingMessage): Promise<Seen> {
  const result: Seen = { path: request.url, apiKey: String(request.headers["x-api-key"]), fields: {}, files: [] };
  const parser = new Busboy({
    headers: { ...request.headers, "content-type": String(request.headers["content-type"]) },
  });
  parser.on("field", (name, value) => {
    result.fields[name] = value;
  });
  parser.on("file", async (name, stream) => {
    result.files.push(name);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    result.fields[name] = Buffer.concat(chunks).toString();
  });
  return new Promise((resolve, reject) => {
    parser.on("finish", () => resolve(result)).on("error", reject);
    request.pipe(parser);
  });
}

function has(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args.length ? args : ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
