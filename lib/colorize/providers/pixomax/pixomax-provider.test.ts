import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defaultOrder, type Order, type OutputFormat, outputFormats } from "../../../contract/order";
import { unknownFacts } from "../../../contract/photos/photo-facts";
import { unknownChanges } from "../../../contract/prices";
import { AppError } from "../../../errors/app-error";
import { digitalSourceType } from "../../output/metadata/ai-mark";
import { createPixomaxProvider } from "./pixomax-provider";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const apiKey = "pxs_live_this_is_the_operators_own_key";
const image = (format: "png" | "jpeg" | "gif") =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "#c63" } })
    .toFormat(format)
    .toBuffer();

let server: Server;
let url = "";
let dir = "";
let onPost: Handler;
let onGet: Handler;
let form: FormData;
let sentKey: string | undefined;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    if (request.method === "GET") return onGet(request, response);
    sentKey = request.headers["x-api-key"] as string;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const type = request.headers["content-type"] ?? "";
    form = await new Response(new Uint8Array(Buffer.concat(chunks)), { headers: { "content-type": type } }).formData();
    onPost(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "pixomax-"));
  onPost = json(200, { outputUrl: `${url}/out.png` });
  const png = await image("png");
  onGet = (_, response) => response.end(png);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

function json(status: number, body: unknown, headers: Record<string, string> = {}): Handler {
  return (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
}

type Options = Partial<Parameters<typeof createPixomaxProvider>[0]> & { order?: Partial<Order> };

async function colorize({ order: asked, ...options }: Options = {}, signal?: AbortSignal) {
  const provider = createPixomaxProvider({ url, apiKey, ...options });
  const photoPath = path.join(dir, "photo");
  await writeFile(photoPath, "the photo's bytes");
  const photo = {
    path: photoPath,
    bytes: 17,
    sha256: "",
    format: "jpeg" as const,
    workPath: "",
    pages: 1,
    notes: [],
    width: 40,
    height: 30,
    name: 'ol"d.jpg',
  };
  const order = { ...defaultOrder, model: "tiny" as const, cleanScratches: true, ...asked };
  const task = { jobId: "job_1", photo, order, outputPath: path.join(dir, "out.png") };
  try {
    return await provider.colorize(task, { signal: signal ?? new AbortController().signal, onProgress: () => {} });
  } finally {
    await provider.close();
  }
}

/** Every refusal is looked through for the key, down to its causes. */
async function refusal(result: Promise<unknown>): Promise<AppError> {
  const error = await result.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${String(error)}`);
  expect(inspect(error, { depth: 9 })).not.toContain(apiKey);
  return error;
}

describe("a photo that is forwarded", () => {
  it("goes out as the contract's form, with the key, and comes back as a PNG with its size", async () => {
    onPost = json(200, { outputUrl: `${url}/out.png` }, { "X-Model": "tiny@5d2c9f01" });
    expect(await colorize()).toEqual({
      width: 40,
      height: 30,
      modelTag: "tiny@5d2c9f01",
      facts: unknownFacts,
      changes: unknownChanges,
    });
    expect(sentKey).toBe(apiKey);
    const texts = [...form].filter(([, value]) => typeof value === "string");
    expect(texts).toEqual([
      ["model", "tiny"],
      ["clean_scratches", "true"],
      ["face_remaster", "false"],
    ]);
    const file = form.get("image") as File;
    expect([file.name, await file.text()]).toEqual(['ol"d.jpg', "the photo's bytes"]);
    expect(await readFile(path.join(dir, "out.png"))).toEqual(await image("png"));
  });

  it("is told by its model alone when the far side does not say which weights ran", async () => {
    expect((await colorize()).modelTag).toBe("tiny@upstream");
  });

  it("is told which add-ons the far side did not charge, and nothing of those it says nothing about", async () => {
    onPost = json(200, { outputUrl: `${url}/out.png` }, { "X-Idle-Add-Ons": "cleanScratches, and_more" });
    expect((await colorize()).changes).toEqual({ ...unknownChanges, cleanScratches: 0 });
  });

  it("is not taken for unchanged because the far side charged little: its prices are its own", async () => {
    onPost = json(200, { outputUrl: `${url}/out.png` }, { "X-Credits-Charged": "1" });
    expect((await colorize()).changes).toEqual(unknownChanges);
  });

  it("is made a PNG when it comes back as something else, and leaves nothing beside it", async () => {
    const jpeg = await image("jpeg");
    onGet = (_, response) => response.end(jpeg);
    expect(await colorize()).toMatchObject({ width: 40, height: 30 });
    expect((await sharp(path.join(dir, "out.png")).metadata()).format).toBe("png");
    expect((await readdir(dir)).sort()).toEqual(["out.png", "photo"]);
  });
});

describe("options that came later than the first contract", () => {
  const said = async () => sharp(path.join(dir, "out.png")).metadata();
  /** As sharp names the formats. */
  const nameOf = (format: OutputFormat) => (format === "avif" ? "heif" : format);
  const answerWith = (bytes: Buffer) => (onGet = (_, response) => response.end(bytes));
  const told = () =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: "#c63" } })
      .withExif({ IFD0: { Copyright: "Somebody" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
      .withXmp('<rdf:RDF xmlns:rdf="r"><rdf:Description exif:GPSLatitude="51,30N" dc:source="Album"/></rdf:RDF>');

  it("are sent on, each only when it asks for something", async () => {
    await colorize({ order: { outputFormat: "jpeg", strength: 0.25, metadata: "strip_gps" } });
    expect(Object.fromEntries(form)).toMatchObject({ output_format: "jpeg", strength: "0.25", metadata: "strip_gps" });
  });

  it.each(outputFormats)("%s is what is kept, whatever format comes back", async (outputFormat) => {
    for (const format of ["png", "jpeg", "gif"] as const) {
      answerWith(await image(format));
      expect(await colorize({ order: { outputFormat } })).toMatchObject({ width: 40, height: 30 });
      expect(await said()).toMatchObject({ format: nameOf(outputFormat), width: 40, height: 30 });
      if (format !== outputFormat) expect((await said()).xmpAsString).toContain(digitalSourceType);
      await rm(path.join(dir, "out.png"));
    }
    expect(await readdir(dir)).toEqual(["photo"]);
  });

  it.each(["strip", "strip_gps"] as const)(
    "metadata %s holds where the far side left everything in",
    async (metadata) => {
      for (const outputFormat of outputFormats) {
        // sharp writes no EXIF into a TIFF.
        answerWith(
          await told()
            .toFormat(outputFormat === "tiff" ? "png" : outputFormat)
            .toBuffer(),
        );
        await colorize({ order: { outputFormat, metadata } });
        const { xmpAsString = "", format } = await said();
        // sharp shows no EXIF of a TIFF; in every format it is written as it is.
        const written = await readFile(path.join(dir, "out.png"));
        expect(format).toBe(nameOf(outputFormat));
        expect(written.includes("Somebody")).toBe(metadata === "strip_gps");
        expect(written.includes(Buffer.from("3300000001000000", "hex"))).toBe(false);
        expect(xmpAsString).not.toContain("GPS");
        expect(xmpAsString.includes("Album")).toBe(metadata === "strip_gps");
        await rm(path.join(dir, "out.png"));
      }
    },
  );

  it("an answer that is as ordered already is not written a second time", async () => {
    const jpeg = await sharp(await image("jpeg"))
      .jpeg()
      .toBuffer();
    answerWith(jpeg);
    await colorize({ order: { outputFormat: "jpeg", metadata: "strip" } });
    expect(await readFile(path.join(dir, "out.png"))).toEqual(jpeg);
  });
});

describe("a far side that fails", () => {
  const problem = (code: string) => ({ code, title: "t", detail: `our key is ${apiKey}` });

  it.each<[string, number, unknown, string]>([
    ["500", 500, problem("internal_error"), "upstream_error"],
    ["502", 502, problem("upstream_error"), "upstream_error"],
    ["401, our key being the operator's matter", 401, problem("api_key_invalid"), "upstream_error"],
    ["403 for credits", 403, problem("insufficient_credits"), "upstream_error"],
    ["404", 404, {}, "upstream_error"],
    ["a redirect", 301, {}, "upstream_error"],
    ["400 about our form", 400, problem("invalid_multipart"), "upstream_error"],
    ["400 in its own words", 400, { message: "bad" }, "upstream_error"],
    ["400 about the photo", 400, problem("image_corrupt"), "image_corrupt"],
    ["400 about its pixels", 400, problem("image_too_many_pixels"), "image_too_many_pixels"],
    ["503", 503, problem("not_configured"), "not_configured"],
    ["200 without an output", 200, { ok: true }, "upstream_invalid_output"],
    ["200 with an address that is none", 200, { outputUrl: "http://[" }, "upstream_invalid_output"],
    ["200 with another scheme", 200, { outputUrl: "file:///etc/passwd" }, "upstream_invalid_output"],
    ["200 with an address inside", 200, { outputUrl: "http://127.0.0.1/out.png" }, "upstream_invalid_output"],
    ["200 with the cloud's own address", 200, { outputUrl: "http://169.254.169.254/" }, "upstream_invalid_output"],
  ])("%s", async (_, status, body, code) => {
    onPost = json(status, body);
    expect((await refusal(colorize())).code).toBe(code);
  });

  it("429 is over_capacity with its Retry-After, or one of ours", async () => {
    onPost = json(429, {}, { "Retry-After": "17" });
    expect(await refusal(colorize())).toMatchObject({ code: "over_capacity", retryAfterSeconds: 17 });
    onPost = json(429, {});
    expect(await refusal(colorize())).toMatchObject({ code: "over_capacity", retryAfterSeconds: 5 });
  });

  it("HTML instead of JSON, and an endless answer, are no output", async () => {
    onPost = (_, response) => response.end("<html>login</html>");
    expect((await refusal(colorize())).code).toBe("upstream_invalid_output");
    onPost = (_, response) => response.end(Buffer.alloc(2_000_000, 0x20));
    expect((await refusal(colorize())).code).toBe("upstream_invalid_output");
  });

  it("a closed port and a connection that breaks off are upstream_error", async () => {
    const closed = createServer();
    await new Promise<void>((ready) => closed.listen(0, "127.0.0.1", ready));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    expect((await refusal(colorize({ url: `http://127.0.0.1:${port}` }))).code).toBe("upstream_error");
    onPost = (_, response) => void response.destroy();
    expect((await refusal(colorize())).code).toBe("upstream_error");
    onPost = (_, response) => {
      response.writeHead(200, { "content-length": "99" }).write("{");
      setImmediate(() => response.destroy());
    };
    expect((await refusal(colorize())).code).toBe("upstream_error");
  });

  it("an output that is gone is upstream_error; one that is HTML, cut off or empty is no output", async () => {
    onGet = (_, response) => response.writeHead(404).end();
    expect((await refusal(colorize())).code).toBe("upstream_error");
    const png = await image("png");
    for (const body of [Buffer.from("<html>"), png.subarray(0, 60), Buffer.alloc(0)]) {
      onGet = (_, response) => response.end(body);
      expect((await refusal(colorize())).code).toBe("upstream_invalid_output");
    }
    expect(await readdir(dir)).toEqual(["photo"]);
  });

  it("one that never answers is given up when the run's time is up", async () => {
    const late = new AppError("upstream_timeout", { detail: "too late" });
    for (const hang of ["post", "get"]) {
      const deadline = new AbortController();
      if (hang === "post") onPost = () => deadline.abort(late);
      else {
        onPost = json(200, { outputUrl: `${url}/out.png` });
        onGet = () => deadline.abort(late);
      }
      expect(await refusal(colorize({}, deadline.signal))).toBe(late);
    }
  });
});

it("without an address or a key it says so everywhere, and with them it is ready without asking anybody", async () => {
  const bare = createPixomaxProvider({ url: "", apiKey: "" });
  await expect(bare.checkHealth()).rejects.toMatchObject({ code: "not_configured" });
  expect((await bare.capabilities()).models.large.available).toBe(false);
  expect((await refusal(colorize({ apiKey: "" }))).code).toBe("not_configured");
  const nobody = createPixomaxProvider({ url: "http://127.0.0.1:9", apiKey });
  await nobody.checkHealth();
  const { models, addOns } = await nobody.capabilities();
  for (const one of [...Object.values(models), ...Object.values(addOns)]) expect(one.available).toBe(true);
});
