import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpServer } from "./create-http-server";
import type { SecurityOptions } from "./security-headers";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Handler = Parameters<typeof createHttpServer>[0];
const echoHeaders: Handler = async ({ headers }, response) => void response.end(JSON.stringify(headers));

/** What the server answers at `path`: the headers that the browser gets, and those that Next got. */
async function call(path: string, options: SecurityOptions & { sent?: IncomingHttpHeaders; handle?: Handler } = {}) {
  const { sent = {}, handle = echoHeaders, ...security } = options;
  server = createHttpServer(handle, { trustProxy: false, requestTimeoutMs: 60_000, ...security });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const client = httpRequest({ port, host: "127.0.0.1", path, headers: sent }).end();
  const [answer] = (await once(client, "response")) as [IncomingMessage];
  const text = (await answer.setEncoding("utf8").toArray()).join("");
  return {
    headers: answer.headers,
    seen: answer.statusCode === 200 ? (JSON.parse(text || "{}") as IncomingHttpHeaders) : {},
  };
}

const policyOf = ({ headers }: { headers: IncomingHttpHeaders }): Map<string, string> => {
  const directives = String(headers["content-security-policy"]).split("; ");
  return new Map(
    directives.map((directive) => [directive.split(" ")[0] ?? "", directive.split(" ").slice(1).join(" ")]),
  );
};

const everywhere = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": expect.stringContaining("camera=()"),
};

it.each(["/", "/console/keys?x=1", "/_next/static/a.js", "/samples/a.jpg", "/api/v1/jobs", "/files/a/out.png", "/%ff"])(
  "%s is never framed, sniffed or loaded without a policy",
  async (path) => {
    const answer = await call(path);
    expect(answer.headers).toMatchObject(everywhere);
    expect(policyOf(answer).get("default-src")).toBe("'none'");
    expect(policyOf(answer).get("frame-ancestors")).toBe("'none'");
  },
);

describe("a page", () => {
  it("runs only the scripts that carry its own nonce, and another page has another one", async () => {
    const policies = [policyOf(await call("/")), policyOf(await call("/"))];
    const sources = policies.map((policy) => policy.get("script-src") ?? "");
    for (const source of sources) expect(source).toMatch(/^'nonce-[\w+/]{22}==' 'strict-dynamic'$/);
    expect(sources[0]).not.toBe(sources[1]);
    for (const policy of policies) expect(policy.get("base-uri")).toBe("'none'");
  });

  it("inserts only styles with its nonce, beside those of the toasts as the installed package has them", async () => {
    const sonner = readFileSync(createRequire(import.meta.url).resolve("sonner"), "utf8");
    const inserted = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(sonner)?.[1];
    const hash = createHash("sha256")
      .update(JSON.parse(inserted ?? "null"))
      .digest("base64");
    const styles = policyOf(await call("/")).get("style-src-elem");
    expect(styles).toContain(`'sha256-${hash}'`);
    expect(styles).toContain("'nonce-");
    expect(styles).not.toContain("unsafe-inline");
  });

  it("is rendered with the nonce of its policy, whatever the caller sends", async () => {
    const forged = "script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAA=='";
    const sent = {
      "content-security-policy": forged,
      "content-security-policy-report-only": forged,
      "x-nonce": "AAAAAAAAAAAAAAAAAAAAAA==",
    };
    const { headers, seen } = await call("/", { sent, createNonce: () => "mine" });
    expect(headers["content-security-policy"]).toContain("'nonce-mine'");
    expect(seen).toMatchObject({ "content-security-policy": headers["content-security-policy"], "x-nonce": "mine" });
    expect(JSON.stringify(seen)).not.toContain("AAAA");
  });

  it("under another address than PUBLIC_URL shows photos linked with PUBLIC_URL, and nothing of other sites", async () => {
    const policy = policyOf(await call("/", { publicUrl: "https://studio.example" }));
    expect(policy.get("img-src")).toBe("'self' https://studio.example blob:");
    expect(policy.get("connect-src")).toBe("'self' https://studio.example");
  });

  it("shows photos that a link redirects to the storage, and its scripts read nothing there", async () => {
    const policy = policyOf(await call("/", { storageOrigin: "https://photos.s3.example" }));
    expect(policy.get("img-src")).toBe("'self' https://photos.s3.example blob:");
    expect(policy.get("connect-src")).toBe("'self'");
  });

  it("may use eval in development only", async () => {
    expect(policyOf(await call("/", { dev: true })).get("script-src")).toContain("'unsafe-eval'");
    expect(policyOf(await call("/")).get("script-src")).not.toContain("unsafe");
  });
});

it.each(["/on-device/engine/0123456789abcdef/worker.js", "/on-device-service-worker.js"])(
  "%s may compile WebAssembly and load from the studio alone, which no page and no other worker may",
  async (path) => {
    const policy = policyOf(await call(path));
    expect(policy.get("script-src")).toBe("'self' 'wasm-unsafe-eval'");
    expect(policy.get("connect-src")).toBe("'self'");
    for (const other of ["/on-device", "/workbench", "/_next/static/chunks/worker.js"]) {
      expect(policyOf(await call(other)).get("script-src")).not.toContain("wasm");
    }
  },
);

it("workers are the studio's own, and load nothing but its scripts", async () => {
  expect(policyOf(await call("/workbench")).get("worker-src")).toBe("'self'");
  const worker = policyOf(await call("/_next/static/chunks/worker.js"));
  expect(worker.get("script-src")).toBe("'self'");
  expect([worker.get("default-src"), worker.has("connect-src")]).toEqual(["'none'", false]);
});

it.each(["/files/job/out.png", "/files/job/out.png?s=a/b", "/%66iles/job/out.png", "http://x/files/job/out.png"])(
  "%s, a file that somebody uploaded, is sandboxed and may be shown by pages of every origin",
  async (path) => {
    const answer = await call(path);
    expect(policyOf(answer).has("sandbox")).toBe(true);
    expect(answer.headers["cross-origin-resource-policy"]).toBe("cross-origin");
  },
);

it.each([
  ["/api/v1/jobs", "cross-origin"],
  ["/api/console/jobs", "same-origin"],
  ["/api/workbench/colorize", "same-origin"],
  ["/console", "same-origin"],
])("%s may be loaded by pages of: %s", async (path, policy) => {
  expect((await call(path)).headers["cross-origin-resource-policy"]).toBe(policy);
});

it("only https is spoken for a year where PUBLIC_URL is https, and nothing is said about it elsewhere", async () => {
  const answer = await call("/api/health", { publicUrl: "https://studio.example" });
  expect(answer.headers["strict-transport-security"]).toBe("max-age=31536000");
  for (const publicUrl of [undefined, "http://studio.example"]) {
    expect((await call("/", { publicUrl })).headers).not.toHaveProperty("strict-transport-security");
  }
});

it("nothing behind the server can weaken or repeat a header", async () => {
  const handle: Handler = async (_, response) => {
    response.setHeader("Content-Security-Policy", "default-src *");
    response.appendHeader("X-Content-Type-Options", "nosniff");
    response.end();
  };
  const answer = await call("/", { handle });
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  expect(policyOf(answer).get("default-src")).toBe("'none'");
});
