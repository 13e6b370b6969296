import { createHash } from "node:crypto";
import { mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { spoolStream } from "./spool-stream";

let dir: string;
let made = 0;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "spool-"));
});
const never = new AbortController().signal;
const tooLarge = () => new Error("too large");
const newFile = () => path.join(dir, `${made++}`);
async function* chunksOf(chunks: Iterable<Uint8Array>) {
  yield* chunks;
}

test("what arrives is what lies on the disk, counted and hashed, however it was cut into pieces", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 }), async (chunks) => {
      const target = newFile();
      const whole = Buffer.concat(chunks);
      const found = await spoolStream(chunksOf(chunks), { path: target, maxBytes: 4000, tooLarge, signal: never });
      expect(found).toEqual({ bytes: whole.length, sha256: createHash("sha256").update(whole).digest("hex") });
      expect((await readFile(target)).equals(whole)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test("exactly the limit is taken; one byte more is refused, and no more is read of the source", async () => {
  let read = 0;
  async function* endless() {
    for (;;) {
      read += 1;
      yield new Uint8Array(10);
    }
  }
  const spool = (source: AsyncIterable<Uint8Array>) =>
    spoolStream(source, { path: newFile(), maxBytes: 20, tooLarge, signal: never });
  expect(await spool(chunksOf([new Uint8Array(10), new Uint8Array(10)]))).toMatchObject({ bytes: 20 });
  await expect(spool(chunksOf([new Uint8Array(20), new Uint8Array(1)]))).rejects.toThrow("too large");
  await expect(spool(endless())).rejects.toThrow("too large");
  // The third is the one too many; what waits in a buffer may have been read ahead.
  expect(read).toBeLessThan(20);
});

test("the file is for the studio's user alone, and one that is there already is not written over", async () => {
  const target = newFile();
  const spool = () =>
    spoolStream(chunksOf([Buffer.from("photo")]), { path: target, maxBytes: 9, tooLarge, signal: never });
  await spool();
  expect((await stat(target)).mode & 0o777).toBe(0o600);
  await writeFile(target, "kept");
  await expect(spool()).rejects.toMatchObject({ code: "EEXIST" });
  expect(await readFile(target, "utf8")).toBe("kept");
});

test("who stops it reads why, before it begins and in the middle", async () => {
  const stop = new AbortController();
  const slow = new Readable({ read: () => {} });
  slow.push("some");
  const target = { maxBytes: 99, tooLarge };
  const spooling = spoolStream(slow, { ...target, path: newFile(), signal: stop.signal });
  stop.abort(new Error("gone home"));
  await expect(spooling).rejects.toThrow("gone home");
  expect(slow.destroyed).toBe(true);
  const late = spoolStream(chunksOf([]), { ...target, path: newFile(), signal: stop.signal });
  await expect(late).rejects.toThrow("gone home");
});

test("a source that breaks off fails with its own error", async () => {
  async function* broken() {
    yield Buffer.from("half");
    throw new Error("connection lost");
  }
  const spooling = spoolStream(broken(), { path: newFile(), maxBytes: 99, tooLarge, signal: never });
  await expect(spooling).rejects.toThrow("connection lost");
});
