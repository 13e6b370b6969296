import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { proveStudio } from "../lib/instances/prove-studio";
import { checkPublicUrl } from "./check-public-url";

const secret = "the secret that all processes of the studio have";
const servers: Server[] = [];
const closeAll = () => {
  for (const server of servers.splice(0)) server.close();
};
afterEach(closeAll);

async function listen(handle: RequestListener): Promise<string> {
  const server = createServer(handle).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const studioWith =
  (own: string): RequestListener =>
  (request, response) => {
    const question = new URL(request.url ?? "", "http://x").searchParams.get("question") ?? "";
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ status: "ok", proof: proveStudio(own, question) }));
  };
const check = (publicUrl: string) => checkPublicUrl({ publicUrl, secret, wait: async () => {} });

test("an address that leads to a process of this studio is fine", async () => {
  expect(await check(await listen(studioWith(secret)))).toBeNull();
});

test("another studio, another program and a page are told apart from it", async () => {
  for (const handle of [studioWith("of somebody else"), (_, response) => response.end("<html>")] as RequestListener[]) {
    expect(await check(await listen(handle))).toMatch(
      /does not lead to this studio: what answers there \(with status 200\)/,
    );
  }
});

test("an address that sends on names the one to set", async () => {
  const url = await listen((_, response) =>
    response.writeHead(301, { location: "https://studio.example.org/x" }).end(),
  );
  expect(await check(url)).toContain(
    "it sends on to https://studio.example.org, so that is what PUBLIC_URL should say",
  );
});

test("an address where nothing answers is told with the reason", async () => {
  const url = await listen(() => {});
  closeAll();
  expect(await check(url)).toMatch(/nothing answers there \(.*ECONNREFUSED/);
});

test("a load balancer gets time to see that this process is ready", async () => {
  let asked = 0;
  const url = await listen((request, response) => {
    asked += 1;
    if (asked < 3) response.writeHead(503).end();
    else studioWith(secret)(request, response);
  });
  expect(await check(url)).toBeNull();
});
