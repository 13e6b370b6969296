import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { EnvHttpProxyAgent } from "undici";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openNetwork } from "./network";
import { requestRange } from "./request-range";
import { testNetwork } from "./testing/open-download";
import { type FileServer, refuse, serveFile } from "./testing/serve-file";

const content = randomBytes(1000);
let host: FileServer;
let other: FileServer;
let plain: FileServer;
beforeAll(async () => {
  [host, other, plain] = await Promise.all([serveFile(content), serveFile(content), serveFile(content)]);
});
afterAll(() => [host, other, plain].forEach((server) => void server.stop()));
beforeEach(() => {
  for (const server of [host, other, plain]) Object.assign(server, { asked: [], next: [] });
});
/** Two of the hosts stand for https. */
const network = () => testNetwork({ isProtected: ({ port }) => [host.port, other.port].includes(Number(port)) });
const ask = (from = 0) => requestRange(host.url, { from, etag: null }, network());

it("a redirect to another https host is followed, and asked for the same part", async () => {
  host.next = [refuse(302, { location: other.url })];
  const answer = await ask(400);
  expect(Buffer.from(await answer.body.arrayBuffer()).equals(content.subarray(400))).toBe(true);
  expect(other.asked).toEqual(["bytes=400-"]);
});

it("a redirect from https to http is refused, and nobody is asked there", async () => {
  host.next = [refuse(302, { location: plain.url })];
  await expect(ask()).rejects.toThrow(/redirects from https to http/);
  expect(plain.asked).toEqual([]);
  const { isProtected, dispatcher } = openNetwork();
  expect([isProtected(new URL("https://a.example")), isProtected(new URL("http://a.example"))]).toEqual([true, false]);
  await dispatcher.close();
});

it.each(["file:///etc/passwd", "http://["])("a redirect to %s is refused", async (location) => {
  host.next = [refuse(302, { location })];
  await expect(ask()).rejects.toThrow(/redirects to/);
});

it("redirects that never end are left", async () => {
  host.next = Array.from({ length: 9 }, () => refuse(307, { location: host.url }));
  await expect(ask()).rejects.toThrow("redirects more than 5 times");
});

it("a proxy is asked for every connection", async () => {
  const asked: string[] = [];
  const proxy = createServer().on("connect", ({ url = "" }, socket) => {
    asked.push(url);
    const through = connect(host.port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
    through.pipe(socket).pipe(through);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const httpProxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const dispatcher = new EnvHttpProxyAgent({ httpProxy, noProxy: "" });
  const answer = await requestRange("http://models.example/f", { from: 0, etag: null }, testNetwork({ dispatcher }));
  expect((await answer.body.arrayBuffer()).byteLength).toBe(1000);
  expect(asked).toEqual(["models.example:80"]);
  await dispatcher.destroy();
  proxy.closeAllConnections();
  proxy.close();
});
