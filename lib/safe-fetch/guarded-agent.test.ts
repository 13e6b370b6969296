import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createGuardedAgent } from "./guarded-agent";

// Unlike the fetcher the agent looks at no port, so here the canary could be reached if the addresses went unchecked.
let canary: Server;
let port = 0;
let connections = 0;

beforeAll(async () => {
  canary = createServer((_, response) => response.end("secret"));
  canary.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((ready) => canary.listen(0, "127.0.0.1", ready));
  port = (canary.address() as AddressInfo).port;
});
afterAll(() => {
  canary.closeAllConnections();
  canary.close();
});
beforeEach(() => {
  connections = 0;
});

const lookup = async () => [{ address: "127.0.0.1", family: 4 }];
const ask = (host: string, allowed: string[] = []) =>
  request(`http://${host}:${port}/`, {
    dispatcher: createGuardedAgent({ allowed: new Set(allowed), lookup, timeoutMs: 2000 }),
    reset: true,
  });

it.each([
  "127.0.0.1",
  "2130706433",
  "0x7f.1",
  "0.0.0.0",
  "[::ffff:127.0.0.1]",
  "inside.test",
  "localhost",
  "localhost.",
])("opens no connection to %s", async (host) => {
  await expect(ask(host)).rejects.toMatchObject({ fault: "blocked" });
  expect(connections).toBe(0);
});

it("opens one to a host and port that are allowed, and to no other", async () => {
  const { body } = await ask("127.0.0.1", [`127.0.0.1:${port}`]);
  expect(await body.text()).toBe("secret");
  await expect(ask("127.0.0.1", [`127.0.0.1:${port + 1}`])).rejects.toMatchObject({ fault: "blocked" });
  expect(connections).toBe(1);
});
