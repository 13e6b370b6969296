import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { callColorize, readAnswer } from "../support/call-colorize";
import { smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { signIn } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

let link: URL;
let jobId: string;
test.beforeEach(async ({ studio, account }) => {
  const answer = await callColorize(studio, account.apiKey, { image: await smallPhoto(), model: "tiny" });
  link = new URL(String(answer.body.outputUrl));
  jobId = answer.headers.get("x-job-id") ?? "";
});

test("the link is public, says what it is and nothing sniffs it for more", async () => {
  const response = await fetch(link);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-disposition")).toMatch(/filename="[^"]+\.png"/);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(response.headers.get("content-length")).toBe(String(bytes.length));
});

test("a part of it can be asked for", async () => {
  const whole = new Uint8Array(await (await fetch(link)).arrayBuffer());
  const part = async (range: string) => {
    const response = await fetch(link, { headers: { Range: range } });
    return {
      status: response.status,
      range: response.headers.get("content-range"),
      body: await response.arrayBuffer(),
    };
  };
  const middle = await part("bytes=10-19");
  expect(middle).toMatchObject({ status: 206, range: `bytes 10-19/${whole.length}` });
  expect(new Uint8Array(middle.body)).toEqual(whole.slice(10, 20));
  const tail = await part("bytes=-5");
  expect(new Uint8Array(tail.body)).toEqual(whole.slice(-5));
  expect((await part(`bytes=${whole.length}-`)).status).toBe(416);
});

test("HEAD tells the size without the bytes", async () => {
  const response = await fetch(link, { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(Number(response.headers.get("content-length"))).toBeGreaterThan(100);
  expect((await response.arrayBuffer()).byteLength).toBe(0);
});

for (const [name, change] of Object.entries<(url: URL) => void>({
  "another signature": (url) => url.searchParams.set("s", "A".repeat(43)),
  "no signature": (url) => url.searchParams.delete("s"),
  "a later end": (url) => url.searchParams.set("e", String(Number(url.searchParams.get("e")) + 86_400)),
  "an end in the past": (url) => url.searchParams.set("e", "1000000000"),
  "another file": (url) => {
    url.pathname = url.pathname.replace("out.png", "in.jpg");
  },
  "another job": (url) => {
    url.pathname = url.pathname.replace(/job_./, (start) => (start.endsWith("x") ? "job_y" : "job_x"));
  },
})) {
  test(`a link changed to ${name} → 403`, async () => {
    const changed = new URL(link);
    change(changed);
    expect(changed.href).not.toBe(link.href);
    const answer = await readAnswer(await fetch(changed));
    expect(answer).toMatchObject({ status: 403, body: { code: "link_invalid" } });
  });
}

test("a link of ours whose time is over → 410, which says that it has expired", async ({ studio }) => {
  const file = await readFile(path.join(studio.dataDir, "secrets.json"), "utf8");
  const { LINK_SECRET = "" } = JSON.parse(file) as Record<string, string>;
  const end = Math.floor(Date.now() / 1000) - 1;
  const expired = new URL(link);
  expired.searchParams.set("e", String(end));
  expired.searchParams.set(
    "s",
    createHmac("sha256", LINK_SECRET).update(`${jobId}/out.png\n${end}`).digest("base64url"),
  );
  const answer = await readAnswer(await fetch(expired));
  expect(answer).toMatchObject({ status: 410, body: { code: "link_expired" } });
});

for (const address of [
  "/files/../secrets.json",
  "/files/..%2Fsecrets.json",
  "/files/%2e%2e/secrets.json",
  "/files/x%00/out.png",
]) {
  test(`${address} leads nowhere`, async ({ studio }) => {
    const response = await fetch(studio.url + address);
    expect([400, 403, 404]).toContain(response.status);
    expect(await response.text()).not.toContain("AUTH_SECRET");
  });
}

test("once its owner has deleted the job, the link is 404", async ({ studio, account }) => {
  const session = await signIn(studio, account);
  expect((await session.send("DELETE", `/api/console/jobs/${jobId}`)).status).toBe(204);
  expect((await fetch(link)).status).toBe(404);
  expect((await session.send("GET", `/api/console/jobs/${jobId}`)).status).toBe(404);
});

test("nobody but its owner can delete a job", async ({ studio }) => {
  const stranger = await signIn(studio, await createAccount(studio, { credits: 0 }));
  expect((await stranger.send("DELETE", `/api/console/jobs/${jobId}`)).status).toBe(404);
  expect((await fetch(link)).status).toBe(200);
});
