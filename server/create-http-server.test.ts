import { once } from "node:events";
import { request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { problemSchema } from "../lib/contract/problems";
import { createHttpServer } from "./create-http-server";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(
  handle: Parameters<typeof createHttpServer>[0],
  trustProxy = false,
  body?: { maxBytes: number; seconds: number },
) {
  server = createHttpServer(handle, { trustProxy, requestTimeoutMs: 60_000, body });
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

/** Writes these bytes on a connection of their own and gives what came back until the server closed it. */
async function exchange(port: number, bytes: string, then: (socket: Socket) => void = () => {}): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk.toString("latin1");
  });
  socket.on("error", () => {});
  socket.write(Buffer.from(bytes, "latin1"));
  then(socket);
  await new Promise((resolve) => socket.once("close", resolve));
  return answer;
}
const head = (line: string, ...headers: string[]) =>
  `${[`${line} HTTP/1.1`, "Host: studio.test", "Connection: close", ...headers].join("\r\n")}\r\n\r\n`;
const bodyOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf("{"), answer.lastIndexOf("}") + 1));
const answerOk = async (request: IncomingMessage, response: ServerResponse) => {
  response.end(`seen ${request.url} of ${request.headers["x-forwarded-host"]}`);
};

describe("what Next would answer with 500 is refused before it, in the error contract", () => {
  const refused: Record<string, string> = {
    TRACE: head("TRACE /"),
    "a method of another protocol": head("PROPFIND /api/v1/jobs"),
    "OPTIONS *": head("OPTIONS *"),
    "an address in absolute form that is none": head("GET http://[/"),
    "a NUL in the path": head("GET /console/jobs/%00"),
    "a NUL in a program's query": head("GET /api/v1/jobs?limit=a%00b"),
    "half a surrogate pair in the path": head("GET /api/v1/jobs/%ED%A0%80"),
    "a Host with a space": "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
    "a Host that is empty": "GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n",
    "a Host with a path": "GET / HTTP/1.1\r\nHost: a/b?c\r\nConnection: close\r\n\r\n",
    "a Host outside ASCII": "GET / HTTP/1.1\r\nHost: \xff\xfe\r\nConnection: close\r\n\r\n",
    "a Host with an impossible port": "GET / HTTP/1.1\r\nHost: a:99999\r\nConnection: close\r\n\r\n",
    "a write to a static file": head("PUT /downloads/pixomax-cli.tgz"),
    "Next's page for its own crashes": head("GET /_global-error"),
    "a picture of an undecodable address": head("GET /_next/image?url=%2F%25E0%25A4%25A&w=64&q=75"),
  };
  for (const [name, bytes] of Object.entries(refused)) {
    it(name, async () => {
      const port = await listen(async () => expect.unreachable());
      const answer = await exchange(port, bytes);
      const status = Number(/^HTTP\/1\.1 (4\d\d) /.exec(answer)?.[1]);
      expect(answer).toMatch(/^content-type: application\/problem\+json/im);
      expect(problemSchema.parse(bodyOf(answer))).toMatchObject({ status, creditsCharged: 0 });
    });
  }

  it("with a forwarded Host that names none, too", async () => {
    const port = await listen(async () => expect.unreachable(), true);
    expect(await exchange(port, head("GET /", "X-Forwarded-Host: a b"))).toMatch(/^HTTP\/1\.1 400 /);
  });
});

it("a page's query loses its NUL, so that the page reads the rest", async () => {
  const port = await listen(answerOk);
  expect(await exchange(port, head("GET /docs?model=%00&lang=go%00"))).toContain("seen /docs?model=&lang=go of");
});

it("what is not HTTP gets a bare 4xx, and the connection is closed", async () => {
  const port = await listen(async () => expect.unreachable());
  const flood = Array.from({ length: 3000 }, (_, n) => `X-${n}: 1`);
  for (const bytes of [
    "\x16\x03\x01\x02\0\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    head("GET foo"),
    head("GET /", "X-Nul: a\0b"),
    head("GET /", "no colon"),
    head("GET /", ...flood),
    head("POST /", "Content-Length: -1"),
    head("POST /", "Content-Length: 1", "Content-Length: 2"),
    head("POST /", "Content-Length: 1", "Transfer-Encoding: chunked"),
  ]) {
    expect(await exchange(port, bytes)).toMatch(/^HTTP\/1\.1 4(00|31) .*connection: close\r\n/is);
  }
});

it("a body whose chunks are malformed ends the request of whoever reads it, not the server", async () => {
  let failure: unknown;
  const port = await listen(async (request, response) => {
    failure = await text(request).catch((error: unknown) => error);
    response.end();
  });
  await exchange(port, `${head("POST /api/sign-up", "Transfer-Encoding: chunked")}zz\r\nabc\r\n0\r\n\r\n`);
  expect(failure).toBeInstanceOf(Error);
});

it("an address in absolute form is the path on the host that it names", async () => {
  const port = await listen(answerOk);
  expect(await exchange(port, head("GET http://other.test/a?b=c"))).toContain("seen /a?b=c of other.test");
});

it("what is odd but harmless passes", async () => {
  const port = await listen(answerOk);
  for (const target of ["/console/jobs/%25", "/sign-in?next=%ED%A0%80", "/docs?lang=%E0%A4%A", "/%F0%9F%98%80"]) {
    expect(await exchange(port, head(`GET ${target}`))).toContain("HTTP/1.1 200 OK");
  }
  for (const host of ["a", "127.0.0.1:3000", "[::1]:3000", "xn--bcher-kva.example"]) {
    const bytes = `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    expect(await exchange(port, bytes)).toContain(`of ${host}`);
  }
  expect(await exchange(port, "GET / HTTP/1.0\r\n\r\n")).toContain("HTTP/1.1 200 OK");
});

it("headers that Next answers with 500 when they are malformed are left out; good ones are kept", async () => {
  const port = await listen(async (request, response) => {
    response.end(JSON.stringify(request.headers));
  });
  const send = async (line: string, header: string) => bodyOf(await exchange(port, head(line, header)));
  for (const state of ["garbage", "[1,2]", "%E0%A4%A", "[".repeat(5_000)]) {
    const seen = await send("GET /docs", `Next-Router-State-Tree: ${state}`);
    expect(seen).not.toHaveProperty("next-router-state-tree");
  }
  const good = "%5B%22%22%2C%7B%7D%5D";
  expect(await send("GET /docs", `Next-Router-State-Tree: ${good}`)).toHaveProperty("next-router-state-tree", good);
  expect(await send("GET /downloads/pixomax-cli.tgz", "Range: bytes=99-")).not.toHaveProperty("range");
  expect(await send("GET /files/job_1/out.png", "Range: bytes=99-")).toHaveProperty("range", "bytes=99-");
});

describe("a body that no handler bounds", () => {
  const bounds = { maxBytes: 1000, seconds: 0.3 };
  const drip = (socket: Socket) => {
    const timer = setInterval(() => socket.write("x"), 20);
    socket.once("close", () => clearInterval(timer));
  };
  /** A handler that waits for the whole body, and what it got. */
  const readAll = () => {
    const seen = { bytes: 0, failed: false };
    const handle = async (request: IncomingMessage, response: ServerResponse) => {
      try {
        for await (const chunk of request) seen.bytes += (chunk as Buffer).length;
        response.end("read");
      } catch {
        seen.failed = true;
      }
    };
    return { seen, handle };
  };

  it("is cut when it takes too long, and the sender is told", async () => {
    const { handle } = readAll();
    const port = await listen(handle, false, bounds);
    const answer = await exchange(port, head("POST /sign-in", "Content-Length: 900"), drip);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(bodyOf(answer)).toMatchObject({ detail: "The body took longer than 0.3 seconds." });
  });

  it("is cut when it is too long, and no more of it reaches the handler", async () => {
    const { seen, handle } = readAll();
    const port = await listen(handle, false, bounds);
    const chunked = `${"320\r\n"}${"a".repeat(800)}\r\n`;
    const answer = await exchange(port, head("POST /x", "Transfer-Encoding: chunked") + chunked + chunked);
    expect(bodyOf(answer)).toMatchObject({ status: 400, detail: "A body may have 1000 bytes here." });
    expect(seen.bytes).toBeLessThanOrEqual(1000);
  });

  it("is read to its end when it keeps both bounds, and an upload is left to its reader", async () => {
    const { handle } = readAll();
    const port = await listen(handle, false, bounds);
    expect(await exchange(port, `${head("POST /x", "Content-Length: 1000")}${"a".repeat(1000)}`)).toContain("read");
    const upload = head("POST /api/v1/colorize?x", "Content-Length: 30");
    expect(await exchange(port, upload, drip)).toContain("read");
  });
});
