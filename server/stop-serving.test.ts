import { once } from "node:events";
import { Agent, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { onStop, startDraining } from "../lib/lifecycle/stop-hooks";
import { createHttpServer } from "./create-http-server";
import { stopServing } from "./stop-serving";

let server: Server;
/** Requests for /slow that wait for their answer. */
let waiting: (() => void)[] = [];
const agent = new Agent({ keepAlive: true });
beforeEach(async () => {
  waiting = [];
  server = createHttpServer(
    async ({ url }, response) => {
      await nextTurn();
      if (url === "/slow") await new Promise<void>((resolve) => waiting.push(resolve));
      response.end("ok");
    },
    { trustProxy: false, requestTimeoutMs: 60_000 },
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  startDraining()();
  agent.destroy();
  server.closeAllConnections();
  server.close();
});

async function ask(path: string): Promise<{ connection: string | undefined; status: number | undefined }> {
  const { port } = server.address() as AddressInfo;
  const request = get({ port, path, agent, host: "127.0.0.1" });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  await once(answer.resume(), "end");
  return { connection: answer.headers.connection, status: answer.statusCode };
}

async function askSlow() {
  const answer = ask("/slow");
  while (waiting.length === 0) await nextTurn();
  return { answer, finish: () => waiting.pop()?.() };
}

test("until it is drained a stopping server serves everything, and each answer ends its connection", async () => {
  expect((await ask("/")).connection).toBe("keep-alive");
  const slow = await askSlow();
  let drain = () => {};
  const drained = new Promise<void>((resolve) => {
    drain = resolve;
  });
  const stopping = stopServing(server, drained);
  // On the connection that is open, and on a new one.
  expect(await ask("/")).toEqual({ status: 200, connection: "close" });
  expect(await ask("/")).toEqual({ status: 200, connection: "close" });
  slow.finish();
  expect(await slow.answer).toEqual({ status: 200, connection: "close" });
  drain();
  await stopping;
});

test("after that it takes no connection, ends what runs, and waits for the answer", async () => {
  const slow = await askSlow();
  const order: string[] = [];
  onStop("jobs", async () => {
    await expect(ask("/")).rejects.toThrow();
    order.push("hooks");
    slow.finish();
  });
  const answered = slow.answer.then(({ status }) => order.push(`answered ${status}`));
  await stopServing(server, Promise.resolve(), 0);
  await answered;
  expect(order).toEqual(["hooks", "answered 200"]);
});

test("a request under way is answered before what it uses is closed", async () => {
  const order: string[] = [];
  server.prependListener("request", (_, response) => response.once("finish", () => order.push("answered")));
  const slow = await askSlow();
  onStop("queue", async () => void order.push("queue closed"));
  const stopped = stopServing(server, Promise.resolve());
  await nextTurn();
  slow.finish();
  await stopped;
  expect(order).toEqual(["answered", "queue closed"]);
  expect(await slow.answer).toEqual({ status: 200, connection: "close" });
});
