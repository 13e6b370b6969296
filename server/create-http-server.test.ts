import { once } from "node:events";
import { request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpServer } from "./create-http-server";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(handle: Parameters<typeof createHttpServer>[0], trustProxy = false) {
  server = createHttpServer(handle, { trustProxy, requestTimeoutMs: 60_000 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const echoForwarded = async (request: IncomingMessage, response: { end(text: string): void }) => {
  const { "x-forwarded-for": from, "x-forwarded-host": host, "x-forwarded-proto": scheme } = request.headers;
  response.end(JSON.stringify({ from, host, scheme }));
};
const forged = {
  "X-Forwarded-For": "9.9.9.9, 8.8.8.8",
  "X-Forwarded-Host": "evil.example",
  "X-Forwarded-Proto": "https",
};

describe("forwarded headers", () => {
  it("are overwritten with what the socket says, so that nobody can pretend another address", async () => {
    const port = await listen(echoForwarded);
    const seen = await (await fetch(`http://127.0.0.1:${port}/`, { headers: forged })).json();
    expect(seen).toEqual({ from: "127.0.0.1", host: `127.0.0.1:${port}`, scheme: "http" });
  });

  it("are the proxy's own, last entry when a proxy is trusted", async () => {
    const port = await listen(echoForwarded, true);
    const seen = await (await fetch(`http://127.0.0.1:${port}/`, { headers: forged })).json();
    expect(seen).toEqual({ from: "8.8.8.8", host: "evil.example", scheme: "https" });
  });
});

describe("an answer before the upload has ended", () => {
  it("reaches the caller, and the rest of the upload is not read", async () => {
    let read = () => 0;
    const port = await listen(async (request, response) => {
      read = () => request.socket.bytesRead;
      response.statusCode = 401;
      response.end("no key");
    });
    const total = 200 * 1024 * 1024;
    const client = connect(port, "127.0.0.1");
    client.on("error", () => {});
    let answer = "";
    client.on("data", (chunk) => {
      answer += chunk;
    });
    client.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${total}\r\n\r\n`);
    const chunk = Buffer.alloc(64 * 1024);
    let sent = 0;
    const push = () => {
      while (sent < total && client.writable && client.write(chunk)) sent += chunk.length;
    };
    client.on("drain", push);
    push();
    await new Promise((resolve) => client.once("close", resolve));
    expect(answer).toMatch(/^HTTP\/1.1 401/);
    expect(answer).toMatch(/connection: close/i);
    expect(read()).toBeLessThan(8 * 1024 * 1024);
  });

  it("does not let a sender who trickles keep the connection", async () => {
    const port = await listen(async (_, response) => {
      response.end("no");
    });
    const client = connect(port, "127.0.0.1");
    client.on("error", () => {});
    client.resume();
    client.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
    const trickle = setInterval(() => client.write("x"), 100);
    await new Promise((resolve) => client.once("close", resolve));
    clearInterval(trickle);
  });

  it("reaches the caller too when it came near the upload's end", async () => {
    const total = 4 * 1024 * 1024;
    const port = await listen(async (request, response) => {
      let taken = 0;
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        taken += (chunk as Buffer).length;
        if (taken > total - 100_000) break;
      }
      response.end("too large");
    });
    const client = httpRequest({ port, host: "127.0.0.1", method: "POST", headers: { "Content-Length": total } });
    client.end(Buffer.alloc(total));
    const [answer] = (await once(client, "response")) as [IncomingMessage];
    expect(answer.headers.connection).toBe("close");
    expect(await text(answer)).toBe("too large");
  });

  it("keeps the connection when the body had come, read or not", async () => {
    const port = await listen(async (request, response) => {
      while (!request.complete) await nextTurn();
      response.end("ok");
    });
    const client = httpRequest({ port, host: "127.0.0.1", method: "POST", headers: { "Content-Length": 1000 } });
    client.end(Buffer.alloc(1000));
    const [answer] = (await once(client, "response")) as [IncomingMessage];
    expect(answer.headers.connection).toBe("keep-alive");
    answer.resume();
  });
});

it("an address that cannot be decoded gets JSON, not a crash", async () => {
  const port = await listen(async () => expect.unreachable());
  const client = httpRequest({ port, host: "127.0.0.1", path: "/api/%E0%A4%A" }).end();
  const [answer] = (await once(client, "response")) as [IncomingMessage];
  expect(answer.statusCode).toBe(400);
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  answer.resume();
});
