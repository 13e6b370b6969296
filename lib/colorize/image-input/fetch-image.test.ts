import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { maxImageBytes } from "../../contract/limits";
import { AppError } from "../../errors/app-error";
import { createImageFetcher } from "./fetch-image";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function listen(handler: Handler): Promise<{ server: Server; port: number }> {
  const server = createServer(handler);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { server, port: (server.address() as AddressInfo).port };
}

/** Stands for everything inside that must not be reached. */
let canary: { server: Server; port: number };
let canaryConnections = 0;
/** An image server that the operator allows. */
let site: { server: Server; port: number };
let answer: Handler = (_, response) => response.end();
let dir = "";

beforeAll(async () => {
  canary = await listen((_, response) => response.end("secret"));
  canary.server.on("connection", () => {
    canaryConnections += 1;
  });
  site = await listen((request, response) => answer(request, response));
});
afterAll(() => {
  for (const { server } of [canary, site]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(async () => {
  canaryConnections = 0;
  dir = await mkdtemp(path.join(tmpdir(), "fetch-image-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const never = () => new AbortController().signal;
const allowed = () => [`127.0.0.1:${site.port}`];

function fetchFrom(url: string, options: Partial<Parameters<typeof createImageFetcher>[0]> = {}, signal = never()) {
  return createImageFetcher({ allowedHosts: allowed(), ...options })(url, { path: path.join(dir, "image"), signal });
}

async function refusal(result: Promise<unknown>): Promise<AppError> {
  const error = await result.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${String(error)}`);
  return error;
}

const siteUrl = (route = "/a.jpg") => `http://127.0.0.1:${site.port}${route}`;

describe("what is inside stays unreached", () => {
  const spellings = [
    ...["127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "127.1", "127.0.1", "0", "0.0.0.0"],
    ...["[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[fe80::1]"],
    ...["localhost", "localhost.", "127.0.0.1.", "LOCALHOST", "①②⑦.0.0.1", "169.254.169.254", "10.0.0.1"],
  ];

  it.each(spellings)("%s is refused, on port 80 and on the canary's", async (host) => {
    const error = await refusal(fetchFrom(`http://${host}/`));
    expect(error.code).toBe("image_url_unreachable");
    expect((await refusal(fetchFrom(`http://${host}:${canary.port}/`))).code).toBe("image_url_invalid");
    expect(canaryConnections).toBe(0);
  });

  it.each([["127.0.0.1"], ["::1"], ["::ffff:127.0.0.1"], ["10.0.0.1"]])(
    "a name that the DNS leads to %s is refused, among public answers too",
    async (address) => {
      const family = address.includes(":") ? 6 : 4;
      const lookup = async () => [
        { address: "3ffe::1", family: 6 },
        { address, family },
      ];
      for (const name of ["inside.test", "inside.test."]) {
        const error = await refusal(fetchFrom(`http://${name}/`, { lookup }));
        expect(error.code).toBe("image_url_unreachable");
        expect(String(error.cause)).toContain("is not a public address");
      }
    },
  );

  it("a name is asked once, so a second answer cannot lead elsewhere", async () => {
    let asked = 0;
    const lookup = async () => {
      asked += 1;
      return [asked === 1 ? { address: "3ffe::1", family: 6 } : { address: "127.0.0.1", family: 4 }];
    };
    expect((await refusal(fetchFrom("http://rebind.test/", { lookup, timeoutMs: 500 }))).code).toBe(
      "image_url_unreachable",
    );
    expect(asked).toBe(1);
  });

  it("a redirect to the inside is not followed", async () => {
    for (const target of [`http://127.0.0.1:${canary.port}/`, "http://[::1]/", "file:///etc/passwd", "http://127.1/"]) {
      answer = (_, response) => response.writeHead(302, { location: target }).end();
      expect((await refusal(fetchFrom(siteUrl()))).code).toBe("image_url_unreachable");
    }
    expect(canaryConnections).toBe(0);
  });

  it("a redirect to another port or with a password is not followed, its name not even looked up", async () => {
    let asked = 0;
    const lookup = async () => {
      asked += 1;
      return [{ address: "3ffe::1", family: 6 }];
    };
    for (const target of ["http://public.test:22/", "http://me:pw@public.test/"]) {
      answer = (_, response) => response.writeHead(302, { location: target }).end();
      expect((await refusal(fetchFrom(siteUrl(), { lookup, timeoutMs: 500 }))).code).toBe("image_url_unreachable");
    }
    expect(asked).toBe(0);
  });

  it("an allowed host is allowed on its own port alone", async () => {
    expect((await refusal(fetchFrom(`http://127.0.0.1:${canary.port}/`))).code).toBe("image_url_invalid");
    expect((await refusal(fetchFrom("http://127.0.0.1/"))).code).toBe("image_url_unreachable");
    expect(canaryConnections).toBe(0);
  });

  it("blocked, closed, refused and unknown read the same, so that ports cannot be scanned", async () => {
    const { server, port } = await listen(() => {});
    server.close();
    const unknown = async () => {
      throw Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
    };
    answer = (_, response) => response.writeHead(403).end("no");
    const errors = [
      await refusal(fetchFrom("http://127.0.0.1/")),
      await refusal(fetchFrom(`http://127.0.0.1:${port}/`, { allowedHosts: [`127.0.0.1:${port}`] })),
      await refusal(fetchFrom(siteUrl())),
      await refusal(fetchFrom("http://nobody.test/", { lookup: unknown })),
    ];
    const [first] = errors.map(({ code, message, param }) => ({ code, message, param }));
    for (const { code, message, param } of errors) expect({ code, message, param }).toEqual(first);
  });
});

describe("the text of an address", () => {
  it.each([
    ["another scheme", "ftp://example.org/a.jpg"],
    ["a file", "file:///etc/passwd"],
    ["no host", "http://"],
    ["a user name", "http://me@example.org/a.jpg"],
    ["a user name that looks like a host", "http://example.org@127.0.0.1/a.jpg"],
    ["another port", "http://example.org:22/a.jpg"],
    ["a broken IPv6", "http://[::1/"],
    ["an IPv4 that cannot be", "http://1.2.3.256/"],
  ])("with %s is invalid", async (_, url) => {
    expect(await refusal(fetchFrom(url))).toMatchObject({ code: "image_url_invalid", param: "image" });
  });
});

describe("an image that may be fetched", () => {
  it("lands on disk with its size and hash, through five redirects", async () => {
    answer = ({ url }, response) => {
      const hops = Number(/\d+/.exec(url ?? "")?.[0]);
      if (hops > 0) response.writeHead(307, { location: `/hop/${hops - 1}` }).end("moved");
      else response.end("bytes");
    };
    const sha256 = "277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9";
    expect(await fetchFrom(siteUrl("/hop/5"))).toEqual({ bytes: 5, sha256 });
    expect(await readFile(path.join(dir, "image"), "utf8")).toBe("bytes");
    expect((await refusal(fetchFrom(siteUrl("/hop/6")))).code).toBe("image_url_unreachable");
  });

  it("is taken up to 25 MiB to the byte, announced or not", async () => {
    const send = (bytes: number, headers: Record<string, string>): Handler => {
      return (_, response) => response.writeHead(200, headers).end(Buffer.alloc(bytes));
    };
    const over = maxImageBytes + 1;
    answer = send(maxImageBytes, {});
    expect((await fetchFrom(siteUrl())).bytes).toBe(maxImageBytes);
    answer = send(over, { "content-length": String(over) });
    expect((await refusal(fetchFrom(siteUrl()))).code).toBe("image_too_large");
    await rm(path.join(dir, "image"));
    answer = send(over, { "transfer-encoding": "chunked" });
    expect((await refusal(fetchFrom(siteUrl()))).code).toBe("image_too_large");
  });

  it("is asked for as it is, and understood compressed all the same", async () => {
    let asked: string | undefined;
    const pack = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync };
    for (const [name, compress] of Object.entries(pack)) {
      answer = ({ headers }, response) => {
        asked = headers["accept-encoding"] as string;
        response.writeHead(200, { "content-encoding": name }).end(compress(Buffer.from("bytes")));
      };
      expect(await fetchFrom(siteUrl())).toMatchObject({ bytes: 5 });
      await rm(path.join(dir, "image"));
    }
    expect(asked).toBe("identity");
  });

  it("counts after decompression, and a bomb ends at the limit", async () => {
    const packed = gzipSync(Buffer.alloc(maxImageBytes * 8));
    answer = (_, response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-length": String(packed.length) });
      response.end(packed);
    };
    expect(packed.length).toBeLessThan(maxImageBytes / 100);
    expect((await refusal(fetchFrom(siteUrl()))).code).toBe("image_too_large");
    expect((await stat(path.join(dir, "image"))).size).toBeLessThanOrEqual(maxImageBytes);
  });

  it.each([
    ["an encoding that nobody knows", "snappy", Buffer.from("x")],
    ["more layers than anybody needs", "gzip, gzip, gzip", Buffer.from("x")],
    ["data that is not what it says", "gzip", Buffer.from("plain")],
    ["compressed data that breaks off", "br", brotliCompressSync(Buffer.alloc(5000, "ab")).subarray(0, 6)],
  ])("is not taken with %s", async (_, encoding, body) => {
    answer = (_request, response) => response.writeHead(200, { "content-encoding": encoding }).end(body);
    expect((await refusal(fetchFrom(siteUrl()))).code).toBe("image_url_unreachable");
  });

  it("is given up when it takes too long or breaks off", async () => {
    answer = (_, response) => response.writeHead(200).write("slow");
    expect((await refusal(fetchFrom(siteUrl(), { timeoutMs: 200 }))).code).toBe("image_url_unreachable");
    await rm(path.join(dir, "image"));
    answer = (_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("half");
      setImmediate(() => response.destroy());
    };
    expect((await refusal(fetchFrom(siteUrl()))).code).toBe("image_url_unreachable");
  });

  it("is given up with the request's own reason when the request is", async () => {
    const stop = new AbortController();
    answer = (_, response) => {
      response.writeHead(200).write("slow");
      stop.abort(new AppError("maintenance", { detail: "stopping" }));
    };
    expect((await refusal(fetchFrom(siteUrl(), {}, stop.signal))).code).toBe("maintenance");
  });
});
