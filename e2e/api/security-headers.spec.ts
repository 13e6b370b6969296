import { readdirSync } from "node:fs";
import path from "node:path";
import { callColorize } from "../support/call-colorize";
import { smallPhoto } from "../support/photos";
import { exchangeRaw } from "../support/raw-request";
import { repository } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

/** Every address of app/, each [part] filled in and (groups) left out. */
function listAddresses(folder = ""): string[] {
  const entries = readdirSync(path.join(repository, "app", folder), { withFileTypes: true, encoding: "utf8" });
  const below = entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => listAddresses(`${folder}/${name}`));
  const own = entries.some(({ name }) => name === "route.ts" || name === "page.tsx");
  return own ? [folder.replace(/\/\([^)]+\)/g, "").replace(/\[[^\]]+\]/g, "x") || "/", ...below] : below;
}

type Answer = { at: string; status: number; headers: Headers };
const get = async (origin: string, at: string, init: RequestInit = {}): Promise<Answer> => {
  const response = await fetch(origin + at, { redirect: "manual", ...init });
  await response.arrayBuffer();
  return {
    at: `${init.method ?? "GET"} ${at} → ${response.status}`,
    status: response.status,
    headers: response.headers,
  };
};

function expectProtected({ at, headers }: Answer, policy: RegExp) {
  expect(headers.get("x-content-type-options"), at).toBe("nosniff");
  expect(headers.get("x-frame-options"), at).toBe("DENY");
  expect(headers.get("referrer-policy"), at).toBe("same-origin");
  expect(headers.get("cross-origin-opener-policy"), at).toBe("same-origin");
  expect(headers.get("cross-origin-resource-policy"), at).toMatch(/^(same|cross)-origin$/);
  expect(headers.get("permissions-policy"), at).toContain("camera=()");
  expect(headers.get("content-type") ?? "", at).toMatch(/^(?!text\/)|; ?charset=utf-8$/i);
  expect(headers.get("content-security-policy"), at).toMatch(policy);
  expect(headers.get("content-security-policy"), at).toContain("frame-ancestors 'none'");
}

const page = /script-src 'nonce-[^']+' 'strict-dynamic';/;
const data = /^default-src 'none'; base-uri/;
/** A worker takes the policy of its own file. */
const script = /^default-src 'none'; script-src 'self'; base-uri/;
const file = /^default-src 'none'; sandbox;/;
const policyFor = (at: string) => (at.startsWith("/api/") ? data : at.startsWith("/files/") ? file : page);

test("every address there is answers under the policy of its kind", async ({ studio }) => {
  const addresses = listAddresses();
  expect(addresses.length).toBeGreaterThan(60);
  for (const address of addresses) expectProtected(await get(studio.url, address), policyFor(address));
});

test("so do assets, optimized images, redirects, addresses that do not exist and methods that are not possible", async ({
  studio,
}) => {
  const html = await (await fetch(studio.url)).text();
  const file = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? "";
  const expected: [at: string, status: number, policy: RegExp, method?: string][] = [
    [file, 200, script],
    ["/_next/image?url=%2Fsamples%2Fmarch-pastoral.jpg&w=64&q=75", 200, data],
    ["/_next/static/missing.js", 404, script],
    ["/samples/march-pastoral.jpg", 200, page],
    ["/icon.svg", 200, page],
    ["/.well-known/security.txt", 200, page],
    ["/robots.txt", 200, page],
    ["/missing", 404, page],
    ["/.git/HEAD", 404, page],
    ["/.env", 404, page],
    ["/pricing/", 308, page],
    ["/console/keys", 307, page],
    ["/api/v1/missing", 404, data],
    ["/api/v1/jobs", 405, data, "PUT"],
    ["/api/v1/colorize", 204, data, "OPTIONS"],
    ["/api/health/live", 200, data, "HEAD"],
  ];
  for (const [at, status, policy, method = "GET"] of expected) {
    const answer = await get(studio.url, at, { method });
    expect(answer.status, answer.at).toBe(status);
    expectProtected(answer, policy);
  }
});

test("so does the server's own refusal of an address that cannot be decoded", async ({ studio }) => {
  const answer = await exchangeRaw(studio, (socket) =>
    socket.write("GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
  );
  expect(answer.status).toBe(400);
  const lines = answer.headers.split("\r\n").slice(1);
  const headers = new Headers(lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
  expectProtected({ at: "undecodable", status: 400, headers }, data);
});

test("every script of a page carries the nonce of its policy, also of the page for unknown addresses", async ({
  studio,
}) => {
  for (const address of ["/", "/docs", "/pricing", "/workbench", "/sign-in", "/missing"]) {
    const response = await fetch(studio.url + address);
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
    const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length, address).toBeGreaterThan(3);
    for (const script of scripts) expect(script, address).toContain(`nonce="${nonce}"`);
  }
});

test("an output is sandboxed, and pages of every origin may show it", async ({ studio, account }) => {
  const { body } = await callColorize(studio, account.apiKey, { image: await smallPhoto(), model: "tiny" });
  const link = new URL(String(body.outputUrl));
  const answer = await get(studio.url, link.pathname + link.search);
  expect(answer.status).toBe(200);
  expectProtected(answer, file);
  expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
});
