import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import { outputFormatFiles } from "../colorize/output/containers/output-format-files";
import { createLocalDiskStorage } from "./local-disk";
import type { Storage } from "./storage";

let dir: string;
let storage: Storage;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "storage-"));
  storage = createLocalDiskStorage({ dir: path.join(dir, "files"), linkSecret: "x".repeat(32) });
});

async function put(key: string, content: string) {
  const file = path.join(dir, "incoming");
  await writeFile(file, content);
  await storage.put(key, file, { contentType: "image/png", durable: true });
}

describe("local-disk storage", () => {
  it.each(Object.values(outputFormatFiles))(
    "gives an output its type: $extension",
    async ({ extension, contentType }) => {
      await put(`job_1/out.${extension}`, "picture");
      expect(await storage.stat(`job_1/out.${extension}`)).toMatchObject({ contentType });
    },
  );

  it("gives back what was put, whole or a range of it", async () => {
    await put("job_1/out.png", "0123456789");
    const whole = await storage.open("job_1/out.png");
    expect(whole).toMatchObject({ bytes: 10, contentType: "image/png" });
    expect(whole && (await text(whole.stream))).toBe("0123456789");
    const part = await storage.open("job_1/out.png", { start: 2, end: 4 });
    expect(part && (await text(part.stream))).toBe("234");
  });

  it("says that a file is not there instead of failing", async () => {
    expect(await storage.open("job_1/out.png")).toBeNull();
    expect(await storage.stat("job_1/out.png")).toBeNull();
  });

  it("deletes all files of a job and none of another", async () => {
    await put("job_1/in.jpg", "a");
    await put("job_1/out.png", "b");
    await put("job_2/out.png", "c");
    await storage.deleteJob("job_1");
    await storage.deleteJob("job_1");
    expect(await storage.stat("job_1/in.jpg")).toBeNull();
    expect(await storage.stat("job_1/out.png")).toBeNull();
    expect(await storage.stat("job_2/out.png")).not.toBeNull();
  });

  it.each(["../secrets.json", "job_1/../../secrets.json", "/etc/passwd", "job_1", "job_1/out.png\0"])(
    "never leaves its folder for %s",
    async (key) => {
      await writeFile(path.join(dir, "secrets.json"), "secret");
      expect(await storage.open(key)).toBeNull();
      await storage.deleteJob(key);
      expect(await readFile(path.join(dir, "secrets.json"), "utf8")).toBe("secret");
    },
  );
});
