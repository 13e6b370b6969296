import { beforeEach, describe, expect, it } from "vitest";
import { UploadQueue } from "./upload-queue";

type Item = { ref: string };
type Sending = {
  signal: AbortSignal;
  progress: (percent: number) => void;
  succeed: () => void;
  fail: (error: Error) => void;
};

let sending: Map<string, Sending>;
let heard: string[];
let queue: UploadQueue<Item, string>;
const items = (...refs: string[]) => refs.map((ref) => ({ ref }));
const settle = () => new Promise((resolve) => setImmediate(resolve));
const get = (ref: string) => sending.get(ref) ?? expect.fail(`${ref} was not sent`);

beforeEach(() => {
  sending = new Map();
  heard = [];
  queue = new UploadQueue<Item, string>(
    (item, { signal, onProgress }) =>
      new Promise((resolve, reject) => {
        const succeed = () => resolve(`${item.ref}.png`);
        sending.set(item.ref, { signal, progress: onProgress, succeed, fail: reject });
      }),
    {
      onProgress: (item, percent) => heard.push(`${item.ref} ${percent}`),
      onDone: (item, answer) => heard.push(`${item.ref} done ${answer}`),
      onFailed: (item, error) => heard.push(`${item.ref} failed ${(error as Error).message}`),
    },
    2,
  );
});

describe("upload queue", () => {
  it("has never more than two photos on their way, in the order they came", async () => {
    queue.add(items("a", "b", "c", "d"));
    expect([...sending.keys()]).toEqual(["a", "b"]);
    get("b").succeed();
    await settle();
    expect([...sending.keys()]).toEqual(["a", "b", "c"]);
  });

  it("goes on after a photo that failed", async () => {
    queue.add(items("a", "b", "c"));
    get("a").fail(new Error("corrupt"));
    await settle();
    expect(heard).toContain("a failed corrupt");
    expect(sending.has("c")).toBe(true);
  });

  it("never sends a photo that was removed while it waited", async () => {
    queue.add(items("a", "b", "c"));
    queue.remove("c");
    get("a").succeed();
    await settle();
    expect(sending.has("c")).toBe(false);
  });

  it("aborts a photo that is removed on its way, says nothing more about it and starts the next at once", async () => {
    queue.add(items("a", "b", "c"));
    queue.remove("a");
    expect(get("a").signal.aborted).toBe(true);
    expect(sending.has("c")).toBe(true);
    heard = [];
    get("a").progress(50);
    get("a").fail(new Error("aborted"));
    await settle();
    expect(heard).toEqual([]);
  });

  it("keeps the new attempt of a photo that was removed and added again apart from the old one", async () => {
    queue.add(items("a"));
    const first = get("a");
    queue.remove("a");
    queue.add(items("a"));
    first.succeed();
    await settle();
    expect(heard.filter((line) => line.includes("done"))).toEqual([]);
    get("a").succeed();
    await settle();
    expect(heard.filter((line) => line.includes("done"))).toEqual(["a done a.png"]);
  });

  it("hands back what has not started, so that nothing is sent for a person who has to sign in first", async () => {
    queue.add(items("a", "b", "c", "d"));
    expect(queue.takeWaiting()).toEqual(items("c", "d"));
    get("a").succeed();
    await settle();
    expect([...sending.keys()]).toEqual(["a", "b"]);
  });

  it("reports how far each upload is", () => {
    queue.add(items("a"));
    get("a").progress(40);
    expect(heard).toEqual(["a 0", "a 40"]);
  });
});
