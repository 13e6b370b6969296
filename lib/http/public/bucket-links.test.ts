import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as getHealth } from "@/app/api/health/route";
import { POST as colorize } from "@/app/api/v1/colorize/route";
import { GET, HEAD } from "@/app/files/[...path]/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { fileBytesHeader, headers as names } from "../../contract/headers";
import { selectStorage } from "../../storage/select-storage";
import type { Storage } from "../../storage/storage";
import { samplePhoto } from "../../testing/colorize-flow";
import { setUpS3 } from "../../testing/s3/set-up-s3";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, createKeyHeaders, openRoute } from "../../testing/studio";

const s3 = setUpS3();
let folder: string;
let elsewhere: Storage;
/** Large enough to be answered by a redirect. */
const large = "0123456789".repeat(10_000);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "bucket-links-"));
});
const database = setUpSharedDatabase();
const opened = setUpStudio(database, () => s3.faulty.settings);
beforeAll(async () => {
  // Another instance of the same studio: the same bucket and secret, a folder of its own.
  elsewhere = selectStorage({ ...opened.studio.settings, DATA_DIR: folder });
  for (const [key, content] of [
    ["job_1/out.png", large],
    ["job_1/thumb.webp", "small"],
  ] as const) {
    const file = path.join(folder, "incoming");
    await writeFile(file, content);
    await elsewhere.put(key, file, { contentType: "image/png", durable: true });
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const linkTo = (key: string) => `${elsewhere.signLink(key, new Date(Date.now() + 60_000))}&n=grandma.png`;
const follow = (key: string, headers: Record<string, string> = {}) => ({
  path: linkTo(key),
  params: { path: key.split("/") },
  headers,
});

test("a link that one instance signed is answered by another: with an address of the storage that gives the file", async () => {
  const answer = await callRoute(GET, follow("job_1/out.png"));
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([302, "no-store"]);
  const address = new URL(answer.headers.get("location") ?? "");
  expect(address.origin).toBe(s3.faulty.settings.S3_ENDPOINT);
  expect(Number(address.searchParams.get("X-Amz-Expires"))).toBeLessThanOrEqual(60);
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    "response-content-type": "image/png",
    "response-content-disposition": expect.stringMatching(/^inline; filename="grandma\.png"/),
    "response-cache-control": expect.stringMatching(/^private, max-age=\d+$/),
  });
  expect(await (await fetch(address)).text()).toBe(large);
  const part = await fetch(address, { headers: { Range: "bytes=10-19" } });
  expect([part.status, await part.text()]).toEqual([206, "0123456789"]);
});

test("a link to save a file says so to the storage, too", async () => {
  const call = follow("job_1/out.png");
  const answer = await callRoute(GET, { ...call, path: `${call.path}&download=` });
  const { searchParams } = new URL(answer.headers.get("location") ?? "");
  expect(searchParams.get("response-content-disposition")).toMatch(/^attachment; filename="grandma\.png"/);
});

test("HEAD tells what the link gives, and a range that is not there is refused, without a redirect", async () => {
  const head = await callRoute(HEAD, { ...follow("job_1/out.png"), method: "HEAD" });
  expect(head).toMatchObject({ status: 200, body: null });
  expect(head.headers.get("x-body-bytes")).toBe(String(large.length));
  expect((await callRoute(GET, follow("job_1/out.png", { range: "bytes=100000-" }))).status).toBe(416);
});

test("the studio sends the bytes itself to a script of its pages, and small files to everybody", async () => {
  const script = await callRoute(GET, follow("job_1/out.png", { [fileBytesHeader]: "1" }));
  expect([script.status, script.headers.get("content-type"), script.body]).toEqual([200, "image/png", large]);
  expect(await callRoute(GET, follow("job_1/thumb.webp"))).toMatchObject({ status: 200, body: "small" });
});

test("with S3_LINKS=proxy it sends everything itself, parts too", async () => {
  const { storage } = opened.studio;
  opened.studio.storage = selectStorage({ ...opened.studio.settings, S3_LINKS: "proxy" });
  try {
    expect(await callRoute(GET, follow("job_1/out.png"))).toMatchObject({ status: 200, body: large });
    const part = await callRoute(GET, follow("job_1/out.png", { range: "bytes=10-19" }));
    expect([part.status, part.headers.get("content-range"), part.body]).toEqual([
      206,
      "bytes 10-19/100000",
      "0123456789",
    ]);
  } finally {
    opened.studio.storage = storage;
  }
});

test("a file that is deleted is 404, and a storage that does not answer 503 with a time to wait", async () => {
  expect((await callRoute(GET, follow("job_2/out.png"))).status).toBe(404);
  s3.faulty.choose = () => "forbidden";
  const down = await callRoute(GET, follow("job_1/out.png"));
  expect(down).toMatchObject({ status: 503, body: { code: "storage_unavailable", retryAfter: 5 } });
  const health = await callRoute(getHealth, {});
  expect(health).toMatchObject({ status: 503, body: { checks: { database: "ok", storage: "failing" } } });
});

test("a caller who wants the picture gets the link to what was paid for where the storage does not give it back", async () => {
  const { id } = await createUserWithCredits(database.db, 3);
  const { headers } = await createKeyHeaders(id);
  const body = new FormData();
  body.set("image", new Blob([await readFile(samplePhoto)]), "photo.jpg");
  s3.faulty.choose = ({ method }) => (method === "GET" ? "forbidden" : null);
  const answer = await callRoute(colorize, { method: "POST", headers: { ...headers, accept: "image/png" }, body });
  expect([answer.status, answer.headers.get(names.creditsCharged)]).toEqual([200, "1"]);
  expect(answer.body).toEqual({ outputUrl: expect.stringContaining("/files/job_") });
});

test("a file that breaks off is never a shorter file: its answer fails", async () => {
  s3.faulty.choose = ({ method }) => (method === "GET" ? "cut" : null);
  const answer = await openRoute(GET, follow("job_1/out.png", { [fileBytesHeader]: "1" }));
  await expect(answer.text()).rejects.toThrow();
});
