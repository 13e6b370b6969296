import { exchangeRaw } from "../../support/raw-request";
import { expect, test } from "../../support/studio-test";

const form = (body: string) => ["Content-Type: application/x-www-form-urlencoded", `Content-Length: ${body.length}`];
const rsc = (state: string) => ["RSC: 1", `Next-Router-State-Tree: ${state}`];

/** Method, target and header lines; a body after an empty line. Everything here got a 500, or might. */
const requests: [string, string, string[]?, string?][] = [
  ["TRACE", "/api/v1/jobs"],
  ["OPTIONS", "*"],
  ["GET", "*"],
  ["GET", "http://"],
  ["GET", "http://evil.example/api/health/live"],
  ["GET", "/console/jobs/%00"],
  ["GET", "/sign-in?next=%00"],
  ["GET", "/workbench?x=%00&%00=1"],
  ["GET", "/console/billing/return?purchase=%00"],
  ["GET", "/docs?lang=%E0%A4%A"],
  ["GET", "/_global-error"],
  ["GET", "/_next/static/%00"],
  ["GET", "/_next/image?url=%2F%25E0%25A4%25A&w=64&q=75"],
  ["GET", "/_next/webpack-hmr", ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: x"]],
  ["GET", "/docs", ["Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings"]],
  ["PUT", "/downloads/pixomax-cli.tgz"],
  ["GET", "/downloads/pixomax-cli.tgz", ["Range: bytes=9999999999-"]],
  ["POST", "/docs", ["Next-Action: abc", "Content-Length: 2"], "[]"],
  ["POST", "/docs", ["Content-Type: multipart/form-data; boundary=x", "Content-Length: 5"], "--x--"],
  ["GET", "/console", ["Cookie: next-auth.session-token=%E0%A4%A; __proto__=x; =;"]],
  ["GET", "/api/auth/callback/credentials"],
  ["GET", "/api/auth/csrf?callbackUrl=http://["],
  ["GET", "/api/auth/csrf", ["Cookie: next-auth.callback-url=garbage"]],
  ["POST", "/api/auth/_log", form("level=error"), "level=error"],
  ["POST", "/api/auth/callback/credentials", ["Content-Type: application/json", "Content-Length: 1"], "{"],
  ["GET", "/files/job_x/out.png?n=%00"],
];

for (const [method, target, lines = [], body = ""] of requests) {
  test(`${method} ${target} ${lines.join(" ").slice(0, 60)} is answered, not with 500`, async ({ studio }) => {
    const head = [`${method} ${target} HTTP/1.1`, `Host: ${new URL(studio.url).host}`, "Connection: close", ...lines];
    const answer = await exchangeRaw(studio, (socket) => socket.write(`${head.join("\r\n")}\r\n\r\n${body}`));
    expect(answer.status).toBeGreaterThanOrEqual(200);
    expect(answer.status).toBeLessThan(500);
    if (answer.status >= 400 && target.startsWith("/api/")) expect(answer.body).toContain('"creditsCharged":0');
  });
}

test("a router state that Next cannot read gets the page, where a good one gets the difference", async ({ studio }) => {
  for (const state of ["garbage", "[1,2]", "%E0%A4%A"]) {
    const response = await fetch(`${studio.url}/docs`, {
      headers: Object.fromEntries(rsc(state).map((line) => line.split(": ") as [string, string])),
    });
    expect(response.status).toBe(200);
  }
});

test("a sign-in that drips is cut in words within 45 seconds", async ({ studio }) => {
  test.slow();
  const startedAt = Date.now();
  const answer = await exchangeRaw(studio, (socket) => {
    const lines = ["Host: studio", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 1000"];
    socket.write(`${["POST /api/auth/callback/credentials HTTP/1.1", ...lines].join("\r\n")}\r\n\r\n`);
    const timer = setInterval(() => socket.write("x"), 1000);
    socket.on("close", () => clearInterval(timer));
  });
  expect(Date.now() - startedAt).toBeLessThan(45_000);
  expect(answer.status).toBe(400);
  expect(answer.body).toContain("too slowly");
});
