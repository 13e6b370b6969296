import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { createHttpServer } from "./create-http-server";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

it("a connection may carry any number of requests, and its end ends nothing else", async () => {
  server = createHttpServer(
    async (_request, response) => {
      await nextTurn();
      response.end("ok");
    },
    { trustProxy: false, requestTimeoutMs: 60_000 },
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const client = connect(port, "127.0.0.1");
  const requests = 15_000;
  const batch = 500;
  const begin = "HTTP/1.1 200";
  let answers = 0;
  // An answer may begin at the end of one chunk and go on in the next.
  let rest = "";
  client.on("data", (chunk) => {
    const before = answers;
    const parts = `${rest}${chunk.toString("latin1")}`.split(begin);
    answers += parts.length - 1;
    rest = parts.at(-1)?.slice(1 - begin.length) ?? "";
    if (Math.floor(before / batch) === Math.floor(answers / batch)) return;
    if (answers < requests) client.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(batch));
    else client.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  });
  client.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(batch));
  await once(client, "close");
  expect(answers).toBeGreaterThanOrEqual(requests);
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("ok");
}, 30_000);
