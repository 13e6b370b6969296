import { expect, test } from "vitest";
import { createLog } from "./log";

const key = `pxs_live_${"A1b2".repeat(8)}abcdef`;

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog("debug", { write: (line) => lines.push(line) }));
  return lines.join("");
}

test("an API key never reaches the log: in a message, a field, a child's field, an error or its cause", () => {
  const text = logged((log) => {
    log.info(`called with ${key}`);
    log.info({ deep: { list: [{ header: `key=${key}` }] } }, "x");
    log.child({ asked: key }).info("y");
    log.error({ err: new Error(`bad ${key}`, { cause: new Error(`worse ${key}`) }) }, "z");
  });
  expect(text).not.toContain("A1b2A1b2");
  expect(text.split("\n").filter(Boolean)).toHaveLength(4);
});

test("cookies, authorization, passwords, signatures of links and image data never reach the log", () => {
  const secret = "c2VjcmV0LXNlY3JldA";
  const text = logged((log) => {
    log.info({ headers: { Cookie: secret, authorization: secret, "X-Api-Key": secret }, password: secret }, "request");
    log.info(`GET /files/job_1/out.png?e=1700000000&k=1&s=${secret}`);
    log.info(`cookie next-auth.session-token=${secret}; a=b`);
    log.info(`postgresql://studio:${secret}@db.internal/studio`);
    log.error({ err: new Error(`bad key rk_live_${secret}, sk_test_${secret} or whsec_${secret}`) }, "payment");
    log.info({ image: `data:image/png;base64,${secret}` }, "body");
    log.info({ image: "iVBORw0KGgo".repeat(40), bytes: Buffer.from(secret) }, "body");
  });
  expect(text).not.toContain(secret);
  expect(text).not.toContain("iVBORw0KGgoiVBORw0KGgo");
  expect(text).toContain("e=1700000000");
});

test("a line is JSON with a level word, a time, the message, and an error's type, message, code and stack", () => {
  const text = logged((log) =>
    log.warn({ err: Object.assign(new TypeError("no"), { code: "E_NO" }), jobId: "job_1" }, "failed"),
  );
  const line = JSON.parse(text);
  expect(line).toMatchObject({
    level: "warn",
    msg: "failed",
    jobId: "job_1",
    err: { type: "TypeError", message: "no", code: "E_NO" },
  });
  expect(line.err.stack).toContain("log.test.ts");
  expect(new Date(line.time).getTime()).toBeGreaterThan(0);
});
