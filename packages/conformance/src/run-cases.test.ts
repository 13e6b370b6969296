import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contractCases } from "./contract-cases";
import { readOptions } from "./read-options";
import { readPhoto } from "./read-photo";
import { isFailure, runCases } from "./run-cases";

/** An endpoint that keeps the contract, but for the one fault that a test gives it. */
type Fault =
  | "answers 200 for every failure"
  | "says output_url"
  | "adds a field"
  | "text/plain"
  | "does not know the tiny model"
  | "takes any model"
  | "takes any word for a flag"
  | "charges double"
  | "calls an add-on idle and charges it"
  | "401 becomes 403"
  | "no limit of size"
  | "links require the key"
  | "shrinks the picture"
  | "the first of two images"
  | "no base64"
  | "500 for a broken photo";
let fault: Fault | null = null;
/** It charges no add-on, for none finds anything to do. */
let leavesOut = false;
let server: Server;
let url: string;
const outputs: Buffer[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const status = typeof error === "number" ? error : 500;
      const answered =
        fault === "answers 200 for every failure" ? 200 : fault === "401 becomes 403" && status === 401 ? 403 : status;
      response.writeHead(answered, { "Content-Type": "application/json" }).end('{"error":"refused"}');
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const output = outputs[Number(/^\/(\d+)\/out\.png$/.exec(request.url ?? "")?.[1] ?? -1)];
  if (output) {
    if (fault === "links require the key") throw 401;
    return void response.writeHead(200, { "Content-Type": "image/png" }).end(output);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const key = request.headers["x-api-key"];
  if (key === "poor") throw 403;
  if (key !== "good") throw 401;
  const headers = { "Content-Type": request.headers["content-type"] ?? "" };
  const form = await new Response(Buffer.concat(chunks), { headers }).formData().catch(() => {
    throw 400;
  });
  const credits = checkFields(form);
  const image = await readImage(form);
  if (image.length === 0) throw 400;
  const photo = sharp(image);
  const { format, width } = await photo.metadata().catch(() => {
    throw 400;
  });
  if (format !== "jpeg") throw 400;
  const painted = await photo
    .resize(fault === "shrinks the picture" ? Math.floor(width / 2) : width)
    .png()
    .toBuffer()
    .catch(() => {
      throw fault === "500 for a broken photo" ? 500 : 400;
    });
  outputs.push(painted);
  const outputUrl = `${url}/${outputs.length - 1}/out.png`;
  const body = fault === "says output_url" ? { output_url: outputUrl } : { outputUrl };
  response.writeHead(200, {
    "Content-Type": fault === "text/plain" ? "text/plain" : "application/json; charset=utf-8",
    "X-Credits-Charged": fault === "charges double" ? credits * 2 : leavesOut ? 1 : credits,
    ...(credits > 1 && (leavesOut || fault === "calls an add-on idle and charges it")
      ? { "X-Idle-Add-Ons": "any" }
      : {}),
  });
  response.end(JSON.stringify(fault === "adds a field" ? { ...body, ok: true } : body));
}

function checkFields(form: FormData): number {
  const model = String(form.get("model") ?? "large");
  if (!["large", "tiny"].includes(model) && fault !== "takes any model") throw 400;
  if (model === "tiny" && fault === "does not know the tiny model") throw 400;
  const price = { clean_scratches: 1, face_remaster: 2 };
  return Object.entries(price).reduce((sum, [name, credits]) => {
    const word = String(form.get(name) ?? "false");
    if (!["true", "false"].includes(word) && fault !== "takes any word for a flag") throw 400;
    return word === "true" ? sum + credits : sum;
  }, 1);
}

async function readImage(form: FormData): Promise<Buffer> {
  const images = form.getAll("image");
  if (images.length !== 1 && fault !== "the first of two images") throw 400;
  const [image] = images;
  if (image instanceof Blob) {
    if (image.size > 26_214_400 && fault !== "no limit of size") throw 400;
    return Buffer.from(await image.arrayBuffer());
  }
  if (!image || image.startsWith("http")) throw 400;
  if (fault === "no base64" && !image.startsWith("data:")) throw 400;
  return Buffer.from(image.replace(/^data:[^,]*,/, ""), "base64");
}

async function tryAll(poorKey: string | null = null) {
  const endpoint = { url, key: "good", photo: await readPhoto(null), imageUrl: null, poorKey };
  // The two big files take most of the time, and one fault alone is about them.
  const about =
    fault === null || fault === "no limit of size"
      ? contractCases
      : contractCases.filter(({ name }) => !/25 MB/.test(name));
  return runCases(about, endpoint);
}
const namesOf = (rows: { name: string }[]) => rows.map(({ name }) => name);

describe("an endpoint that keeps the contract", () => {
  it("passes every case that a caller can bring about, and the others are named", async () => {
    fault = null;
    const rows = await tryAll("poor");
    expect(rows.filter(isFailure)).toEqual([]);
    expect(namesOf(rows.filter(({ verdict }) => verdict === "not provoked"))).toEqual([
      "image: an http(s) URL",
      "beyond the rate limit",
      "the upstream provider fails",
      "the integration is not enabled",
    ]);
  });
});

const everySuccess = /^(image: (a file, nothing else|base64|a data URL)|model: (large|tiny)|add-ons|\w+: true)/;
const broken: [Fault, RegExp, number][] = [
  ["answers 200 for every failure", /^(no image|image: |model: |\w+: another|body: |X-Api-Key: )/, 15],
  ["says output_url", /^outputUrl|^image: |^model: |^add-ons|^\w+: true/, 9],
  ["adds a field", everySuccess, 8],
  ["text/plain", everySuccess, 8],
  ["does not know the tiny model", /./, 7],
  ["takes any model", /^model: another word$/, 1],
  ["takes any word for a flag", /^\w+: another word$/, 2],
  ["charges double", everySuccess, 8],
  ["calls an add-on idle and charges it", /^(\w+: true|add-ons)/, 2],
  ["401 becomes 403", /^X-Api-Key: (missing|wrong)$/, 2],
  ["no limit of size", /^image: more than 25 MB$/, 1],
  ["links require the key", /^outputUrl: public/, 1],
  ["shrinks the picture", /^outputUrl: public/, 1],
  ["the first of two images", /^image: a file and text$/, 1],
  ["no base64", /^image: base64$/, 1],
  ["500 for a broken photo", /^image: a photo cut short$/, 1],
];
it("an endpoint that charges no add-on which changed nothing, and says so, keeps the contract", async () => {
  fault = null;
  leavesOut = true;
  const rows = await tryAll().finally(() => {
    leavesOut = false;
  });
  expect(rows.filter(isFailure)).toEqual([]);
});

describe("an endpoint with one fault fails the rows that are about it", () => {
  it.each(broken)("%s", async (given, rows, count) => {
    fault = given;
    const failed = namesOf((await tryAll()).filter(isFailure));
    for (const name of failed) expect(name).toMatch(rows);
    expect(failed).toHaveLength(count);
  });
});

it("an endpoint that is not there fails every row, and says why", async () => {
  const endpoint = {
    url: "http://127.0.0.1:9",
    key: "good",
    photo: await readPhoto(null),
    imageUrl: null,
    poorKey: null,
  };
  const rows = await runCases(contractCases.slice(0, 2), endpoint);
  expect(rows.map(({ verdict }) => verdict)).toEqual(["failed", "failed"]);
  expect(rows[0]?.got).toMatch(/^no answer: /);
});

describe("the command line", () => {
  it("takes the origin or the endpoint's whole address", () => {
    for (const given of ["https://a.example", "https://a.example/", "https://a.example/api/v1/colorize"]) {
      expect(readOptions(["--url", given, "--key", "k"])?.url).toBe("https://a.example");
    }
  });
  it.each([[[]], [["--url", "https://a.example"]], [["--url", "nowhere", "--key", "k"]], [["--what"]]])(
    "refuses %j",
    (words) => {
      expect(readOptions(words)).toBeNull();
    },
  );
});
