import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer, text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outputFormatFiles } from "../colorize/output/containers/output-format-files";
import { setUpS3 } from "../testing/s3/set-up-s3";
import { createLocalDiskStorage } from "./local-disk";
import type { Storage } from "./storage";

const s3 = setUpS3();
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "storage-"));
});
afterAll(async () => {
  await rm(dir, { recursive: true });
});

const linkSecret = "x".repeat(32);
/** Small parts, so that a test's file has several; the smallest that S3 allows. */
const partBytes = 5 * 1024 * 1024;
describe.each<[string, () => Storage]>([
  ["a folder", () => createLocalDiskStorage({ dir: path.join(dir, "files"), linkSecret })],
  ["a bucket", () => s3.open({ partBytes, attempts: 2 })],
])("the storage in %s", (_, open) => {
  let storage: Storage;
  beforeAll(() => {
    storage = open();
  });

  async function put(key: string, content: string | Buffer) {
    const file = path.join(dir, "incoming");
    await writeFile(file, content);
    await storage.put(key, file, { contentType: "image/png", durable: true });
  }
  const keysOf = async (jobId: string) => (await storage.list(jobId)).map(({ key }) => key);

  it.each(Object.values(outputFormatFiles))(
    "gives an output its type: $extension",
    async ({ extension, contentType }) => {
      await put(`job_1/out.${extension}`, "picture");
      expect(await storage.stat(`job_1/out.${extension}`)).toEqual({ bytes: 7, contentType });
    },
  );

  it("gives back what was put, whole or a range of it", async () => {
    await put("job_2/out.png", "0123456789");
    const whole = await storage.open("job_2/out.png");
    expect(whole).toMatchObject({ bytes: 10, contentType: "image/png" });
    expect(whole && (await text(whole.stream))).toBe("0123456789");
    for (const [start, end, part] of [
      [2, 4, "234"],
      [0, 1, "01"],
      [7, 9, "789"],
    ] as const) {
      const opened = await storage.open("job_2/out.png", { start, end });
      expect([opened?.bytes, opened && (await text(opened.stream))]).toEqual([10, part]);
    }
  });

  it("replaces what had the key before", async () => {
    await put("job_2/thumb.webp", "first");
    await put("job_2/thumb.webp", "second");
    const found = await storage.open("job_2/thumb.webp");
    expect(found && (await text(found.stream))).toBe("second");
  });

  it("keeps a file of several parts to the byte", async () => {
    const large = randomBytes(2 * partBytes + 1000);
    await put("job_3/out.png", large);
    expect(await storage.stat("job_3/out.png")).toMatchObject({ bytes: large.length });
    const found = await storage.open("job_3/out.png");
    expect(found && (await buffer(found.stream)).equals(large)).toBe(true);
  });

  it("says that a file is not there instead of failing, and that a file to store is not", async () => {
    expect(await storage.open("job_9/out.png")).toBeNull();
    expect(await storage.stat("job_9/out.png")).toBeNull();
    expect(await storage.list("job_9")).toEqual([]);
    const nothing = storage.put("job_9/out.png", path.join(dir, "nowhere"), {
      contentType: "image/png",
      durable: false,
    });
    await expect(nothing).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("lists a job's files, and the jobs that have some", async () => {
    await put("job_4/in.jpg", "photo");
    await put("job_4/out.png", "picture");
    await put("job_40/out.png", "another");
    const listed = await storage.list("job_4");
    expect(listed.map(({ key, bytes }) => [key, bytes])).toEqual([
      ["job_4/in.jpg", 5],
      ["job_4/out.png", 7],
    ]);
    const md5 = createHash("md5").update("photo").digest("hex");
    expect([null, md5]).toContain(listed[0]?.md5);
    const jobs: string[] = [];
    for await (const page of storage.listJobs()) jobs.push(...page);
    expect(jobs).toEqual(expect.arrayContaining(["job_4", "job_40"]));
    expect(jobs).not.toContain("job_99");
  });

  it("deletes the files of a job that are unwanted, then all of them, and none of another", async () => {
    await put("job_5/in.jpg", "a");
    await put("job_5/out.png", "b");
    await put("job_55/out.png", "c");
    await storage.deleteFiles("job_5", (name) => name === "in.jpg");
    expect(await keysOf("job_5")).toEqual(["job_5/out.png"]);
    await storage.deleteJob("job_5");
    await storage.deleteJob("job_5");
    expect(await keysOf("job_5")).toEqual([]);
    expect(await keysOf("job_55")).toEqual(["job_55/out.png"]);
  });

  it.each(["../secrets.json", "job_1/../../secrets.json", "/etc/passwd", "job_1", "job_1/out.png\0", "", "job_"])(
    "finds, stores and deletes nothing under %j",
    async (key) => {
      await put("job_6/out.png", "kept");
      expect(await storage.open(key)).toBeNull();
      expect(await storage.stat(key)).toBeNull();
      await expect(put(key, "x")).rejects.toThrow("Not a storage key");
      await storage.deleteJob(key);
      expect(await keysOf("job_6")).toEqual(["job_6/out.png"]);
    },
  );

  it("answers when it is asked for its health", async () => {
    await storage.checkHealth();
  });
});
