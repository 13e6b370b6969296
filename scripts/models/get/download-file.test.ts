import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { entryFor, openDownload, testNetwork } from "./testing/open-download";
import { breakAfter, type FileServer, refuse, serveFile } from "./testing/serve-file";

const content = randomBytes(300_000);
const entry = entryFor(content);
let first: FileServer;
let second: FileServer;
beforeAll(async () => {
  [first, second] = await Promise.all([serveFile(content), serveFile(content)]);
});
afterAll(() => [first, second].forEach((server) => void server.stop()));

let folder: ReturnType<typeof openDownload>;
beforeEach(() => {
  folder = openDownload();
  for (const server of [first, second])
    Object.assign(server, { asked: [], next: [], etag: '"1"', onReceived: () => {} });
});
afterEach(() => folder.remove());
const onProgress = (bytes: number) => {
  for (const server of [first, second]) server.onReceived(bytes);
};
const run = (wanted = entry, stallMs = 10_000) =>
  folder.download(wanted, [first.url, second.url], { onProgress, network: testNetwork({ stallMs }) });
const isComplete = () => readFileSync(folder.partPath).equals(content) && readdirSync(folder.dir).length === 1;

describe("a connection that breaks", () => {
  it.each([
    ["in the middle", breakAfter(100_000, content), 10_000],
    ["by falling silent", breakAfter(100_000, content, "stall"), 300],
    ["by ending too early", breakAfter(100_000, content, "end"), 10_000],
  ])("%s goes on from where it was, as long as the file is the same", async (_how, misbehave, stallMs) => {
    first.next = [misbehave];
    await run(entry, stallMs);
    expect(isComplete()).toBe(true);
    expect(first.asked).toEqual(["", 'bytes=100000- if "1"']);
    expect(second.asked).toEqual([]);
  });

  it("before anything came leads to the next address", async () => {
    first.next = [breakAfter(0, content, "stall")];
    await run(entry, 300);
    expect(isComplete()).toBe(true);
    expect(second.asked).toEqual([""]);
    expect(folder.said).toEqual([`${first.url} sent nothing for too long.`]);
  });

  it("and is gone leaves the rest to the next address", async () => {
    first.next = [breakAfter(100_000, content), refuse(403)];
    await run();
    expect(isComplete()).toBe(true);
    expect(second.asked).toEqual(["bytes=100000-"]);
  });

  it("at every address leaves what came, and the next command goes on there", async () => {
    first.next = [breakAfter(100_000, content), refuse(503)];
    second.next = [breakAfter(50_000, content), refuse(404)];
    await expect(run()).rejects.toThrow(/150 KB stay here; the same command goes on from there/);
    expect(readFileSync(folder.partPath).equals(content.subarray(0, 150_000))).toBe(true);
    second.asked = [];
    await folder.download(entry, [second.url]);
    expect(isComplete()).toBe(true);
    expect(second.asked).toEqual(['bytes=150000- if "1"']);
  });
});

describe("a server that sends something else", () => {
  it("the whole where a part was asked for: it begins anew", async () => {
    const whole = (_request: unknown, response: { end(body: Buffer): unknown }) => response.end(content);
    first.next = [breakAfter(100_000, content), whole];
    await run();
    expect(isComplete()).toBe(true);
    expect(second.asked).toEqual([]);
  });

  it("another file since, by its ETag: it begins anew", async () => {
    first.next = [breakAfter(100_000, Buffer.alloc(content.length))];
    first.etag = '"2"';
    await run();
    expect(isComplete()).toBe(true);
    expect(first.asked).toEqual(["", 'bytes=100000- if "1"']);
  });

  it.each([
    ["403", refuse(403), "answers with 403"],
    ["a wrong length", refuse(200, { "content-length": "2" }), "has a file of 2 bytes where 300000 are right"],
    ["a packed file", refuse(200, { "content-encoding": "gzip" }), "sends the file as gzip"],
    ["more than there is", breakAfter(400_000, Buffer.concat([content, content]), "end"), "sends more than 300 KB"],
  ])("%s: the next address is asked", async (_what, misbehave, reason) => {
    first.next = [misbehave];
    await run();
    expect(isComplete()).toBe(true);
    expect(folder.said[0]).toContain(`${first.url} ${reason}`);
  });

  it("a file with another hash: it is deleted, and said whose it was", async () => {
    const other = entryFor(randomBytes(300_000));
    await expect(run(other)).rejects.toThrow(
      new RegExp(
        `${first.url} has a file whose SHA-256 is ${entry.sha256} where ${other.sha256} is right; it was deleted`,
      ),
    );
    expect(readdirSync(folder.dir)).toEqual([]);
  });

  it("the beginning of another file: the address that has the right one is not blamed for it", async () => {
    first.next = [breakAfter(100_000, Buffer.alloc(content.length)), refuse(403)];
    await run();
    expect(isComplete()).toBe(true);
    expect(second.asked).toEqual(["bytes=100000-", ""]);
    expect(folder.said.join()).not.toContain(`${second.url} has a file`);
  });
});

it("a file whose size nobody states is compared by its hash alone, also when it was complete before", async () => {
  await run(entryFor(content, { bytes: null }));
  expect(isComplete()).toBe(true);
  await run(entryFor(content, { bytes: null }));
  expect(first.asked.at(-1)).toBe("bytes=300000-");
  expect(isComplete()).toBe(true);
});

it("more than a whole file that was left here begins anew", async () => {
  writeFileSync(folder.partPath, Buffer.alloc(300_001));
  await run();
  expect(isComplete()).toBe(true);
});

it.runIf(process.platform === "linux")("a full disk is said, with what to do", async () => {
  symlinkSync("/dev/full", folder.partPath);
  await expect(run()).rejects.toThrow(/the disk is full\. What was received stays there; run the same command again/);
});
