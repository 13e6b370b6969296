import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, it } from "vitest";
import { cutIdleReader } from "./cut-idle-reader";

const soon = { everyMs: 5, leastBytes: 100_000 };
const plenty = () => Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(64 * 1024)));

it("a reader who takes nothing is cut, and the source is closed with it", async () => {
  const source = plenty();
  const watched = cutIdleReader(source, soon);
  const [error] = await once(watched, "error");
  expect(error).toMatchObject({ message: "the reader took too little" });
  expect(source.destroyed).toBe(true);
});

it("a reader who keeps up gets every byte", async () => {
  expect((await buffer(cutIdleReader(plenty(), { everyMs: 1, leastBytes: 1 }))).length).toBe(40 * 64 * 1024);
});

it("a reader who waits for the studio is not cut", async () => {
  const source = new PassThrough();
  const watched = cutIdleReader(source, soon);
  source.write(Buffer.from("a"));
  let periods = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (++periods < 5) return;
      clearInterval(timer);
      resolve();
    }, soon.everyMs);
  });
  expect(watched.destroyed).toBe(false);
  source.end(Buffer.from("b"));
  expect(String(await buffer(watched))).toBe("ab");
});
