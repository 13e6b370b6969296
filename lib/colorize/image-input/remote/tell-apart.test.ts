import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Agent, buildConnector } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { AppError } from "../../../errors/app-error";
import { createImageFetcher, fetchThrough } from "../fetch-image";
import { createPublicHosts } from "./public-hosts";

let server: Server;
let port = 0;
let answer: RequestListener = (_, response) => response.end();
let dir = "";

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "tell-apart-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** An internet in which every name leads to the test's server. */
function everywhereHere(): Agent {
  const connect = buildConnector({ timeout: 2000, rejectUnauthorized: true });
  return new Agent({
    connect: (target, done) => connect({ ...target, hostname: "127.0.0.1", port: String(port) }, done),
  });
}

const to = () => ({ path: path.join(dir, "image"), signal: new AbortController().signal });

function fetchFrom(url: string, timeoutMs = 2000) {
  const allowed = new Set<string>();
  return fetchThrough({ agent: everywhereHere(), allowed, hosts: createPublicHosts(allowed), timeoutMs })(url, to());
}

async function refusal(result: Promise<unknown>): Promise<AppError> {
  const error = await result.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${String(error)}`);
  return error;
}

it.each([
  [401, "sign-in"],
  [403, "refuses"],
  [404, "nothing at this address"],
  [410, "removed"],
  [418, "does not accept"],
  [429, "too many requests"],
  [503, "Try again later"],
])("a public server's status %i is named, and what to do", async (status, words) => {
  answer = (_, response) => response.writeHead(status).end("<html>secret page</html>");
  const error = await refusal(fetchFrom("http://photos.test/a.jpg"));
  expect(error).toMatchObject({ code: "image_url_unreachable", param: "image" });
  expect(error.message).toContain(`upstream status ${status}`);
  expect(error.message).toContain(words);
  expect(error.message).not.toContain("secret");
});

it.each<[string, RequestListener, string]>([
  [
    "too many redirects",
    ({ url }, response) => response.writeHead(302, { location: `${url}1` }).end(),
    "more than 5 times",
  ],
  [
    "a circle",
    ({ url }, response) => response.writeHead(302, { location: url === "/b" ? "/a" : "/b" }).end(),
    "in a circle",
  ],
  ["an unknown encoding", (_, response) => response.writeHead(200, { "content-encoding": "zip" }).end("x"), '"zip"'],
  [
    "an answer that breaks off",
    (_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("half");
      setImmediate(() => response.destroy());
    },
    "broke off",
  ],
])("%s is told apart", async (_, handler, words) => {
  answer = handler;
  const error = await refusal(fetchFrom("http://photos.test/a"));
  expect(error.code).toBe("image_url_unreachable");
  expect(error.message).toContain(words);
});

it("an answer that is too slow, and a host without a usable certificate, are told apart", async () => {
  answer = (_, response) => response.writeHead(200).write("slow");
  expect((await refusal(fetchFrom("http://photos.test/a", 200))).message).toContain("not complete in time");
  expect((await refusal(fetchFrom("https://photos.test/a"))).message).toContain("certificate");
});

it.each([
  ["text/html; charset=utf-8", "<!doctype html>", "a web page (text/html)"],
  ["application/json", "{}", '"application/json"'],
  ["text/plain", "hello", '"text/plain"'],
])("what is %s and no image is called that", async (type, body, words) => {
  answer = (_, response) => response.writeHead(200, { "content-type": type }).end(body);
  const error = await refusal(fetchFrom("http://photos.test/a"));
  expect(error.code).toBe("image_unsupported");
  expect(error.message).toContain(words);
});

it("an image under a wrong type is taken", async () => {
  answer = (_, response) => response.writeHead(200, { "content-type": "text/plain" }).end("GIF89a");
  expect(await fetchFrom("http://photos.test/a")).toMatchObject({ bytes: 6 });
});

it("a redirect is followed to letters beyond ASCII, to a host with them, and to a place beside", async () => {
  const asked: string[] = [];
  const latin1OfUtf8 = (text: string) => Buffer.from(text).toString("latin1");
  const next: Record<string, string> = {
    "photos.test/a": "/größe/b",
    "photos.test/gr%C3%B6%C3%9Fe/b": "../c",
    "photos.test/c": "http://bücher.test/d",
  };
  answer = ({ headers, url }, response) => {
    const here = `${headers.host}${url}`;
    asked.push(here);
    const location = next[here];
    if (location) response.writeHead(302, { location: latin1OfUtf8(location) }).end();
    else response.end("GIF89a");
  };
  expect(await fetchFrom("http://photos.test/a")).toMatchObject({ bytes: 6 });
  expect(asked).toEqual([...Object.keys(next), "xn--bcher-kva.test/d"]);
});

it("an exempt host in the private network keeps the one text, also behind a public redirect", async () => {
  const inside = `127.0.0.1:${port}`;
  answer = ({ headers }, response) => {
    if (headers.host === "photos.test") response.writeHead(302, { location: `http://${inside}/a` }).end();
    else response.writeHead(404).end();
  };
  const exempt = createImageFetcher({ allowedHosts: [inside] });
  const oneText = (await refusal(createImageFetcher({ allowedHosts: [] })("http://127.0.0.1/", to()))).message;
  expect((await refusal(exempt(`http://${inside}/a`, to()))).message).toBe(oneText);
  const allowed = new Set([inside]);
  const hosts = createPublicHosts(allowed);
  const fetch = fetchThrough({ agent: everywhereHere(), allowed, hosts, timeoutMs: 2000 });
  expect((await refusal(fetch("http://photos.test/", to()))).message).toBe(oneText);
});

it("an exempt host is public once it was met at a public address, until it is met inside", () => {
  const hosts = createPublicHosts(new Set(["photos.test:8080"]));
  const url = new URL("http://photos.test:8080/a");
  expect(hosts.isPublic(url)).toBe(false);
  hosts.notePeer("photos.test:8080", "93.184.216.34");
  expect(hosts.isPublic(url)).toBe(true);
  hosts.notePeer("photos.test:8080", "10.0.0.1");
  hosts.notePeer("photos.test:8080", "93.184.216.34");
  expect(hosts.isPublic(url)).toBe(false);
});
