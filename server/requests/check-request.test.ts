import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import { createHttpServer } from "../create-http-server";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function get(target: string): Promise<string> {
  server = createHttpServer(async (request, response) => void response.end(`seen ${request.url}`), {
    trustProxy: false,
    requestTimeoutMs: 60_000,
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(`GET ${target} HTTP/1.1\r\nHost: studio.test\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

it.each(["/./_global-error", "/x/../_global-error", "/%2e/_global-error", "/.\\_global-error"])(
  "%s leads to Next's page for its own crashes, so it is refused as that",
  async (target) => {
    expect(await get(target)).toMatch(/^HTTP\/1\.1 404 /);
  },
);

it.each(["/./files/job_1/out.png?s=1", "/a/%2E%2e/files/job_1/out.png?s=1"])(
  "%s has the policy of a file, as Next serves one",
  async (target) => {
    const answer = await get(target);
    expect(answer).toMatch(/^content-security-policy: default-src 'none'; sandbox;/im);
    expect(answer).toContain("seen /files/job_1/out.png?s=1");
  },
);

it("dots that are no segment, and those of a query, are left as they came", async () => {
  for (const target of ["/.well-known/security.txt", "/a..b/c.", "/sign-in?next=/../x"])
    expect(await get(target)).toContain(`seen ${target}`);
});

it("a picture's address with a line break is refused: Next would write it into the log", async () => {
  expect(await get("/_next/image?w=640&q=75&url=%2Fa%0A%7B%22level%22%3A%22fatal%22%7D%0A")).toMatch(
    /^HTTP\/1\.1 400 /,
  );
});
