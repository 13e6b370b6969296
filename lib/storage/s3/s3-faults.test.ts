import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { SettingsError } from "../../env/settings";
import { impatient, setUpS3 } from "../../testing/s3/set-up-s3";
import { type Fault, startFaultyS3 } from "../../testing/s3/start-faulty-s3";
import type { S3Server } from "../../testing/s3/start-s3-server";
import { checkStorage } from "../select-storage";
import type { Storage } from "../storage";

const partBytes = 5 * 1024 * 1024;
const content = randomBytes(300_000);
const s3 = setUpS3();
let dir: string;
let storage: Storage;
/** The same bucket, for requests that get no answer. */
let hasty: Storage;

async function put(key: string, bytes: Buffer, to = storage): Promise<void> {
  const file = path.join(dir, "incoming");
  await writeFile(file, bytes);
  await to.put(key, file, { contentType: "image/png", durable: true });
}
/** As a caller of the storage: to the last byte. */
const read = async (key: string, from = storage) => {
  const found = await from.open(key);
  return found && buffer(found.stream);
};
const failing = (fault: Fault, method: string) => {
  s3.faulty.choose = (request) => (request.method === method ? fault : null);
};
const unavailable = {
  code: "storage_unavailable",
  retryAfterSeconds: 5,
  message: expect.stringContaining("Nothing was charged"),
};

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "s3-faults-"));
  storage = s3.open({ partBytes });
  hasty = s3.open({ limits: impatient });
  await put("job_0/out.png", content);
});
afterAll(async () => {
  await rm(dir, { recursive: true });
});

it.each(["silent", "busy", "forbidden", "damaged"] as const)(
  "a file is not stored by a storage that is %s",
  async (fault) => {
    failing(fault, "PUT");
    await expect(put("job_1/out.png", content, hasty)).rejects.toMatchObject(unavailable);
    s3.faulty.choose = () => null;
    expect(await storage.stat("job_1/out.png")).toBeNull();
  },
);

it("a fault that passes is tried again and not seen", async () => {
  let left = 2;
  s3.faulty.choose = ({ method }) => (method === "PUT" && left-- > 0 ? "busy" : null);
  await put("job_2/out.png", content, s3.open({ attempts: 3 }));
  expect((await read("job_2/out.png"))?.equals(content)).toBe(true);
});

it("what was uploaded of a large file that fails is removed, and the file is not there", async () => {
  s3.faulty.choose = ({ method, url }) => (method === "PUT" && url.includes("partNumber=2") ? "forbidden" : null);
  await expect(put("job_3/out.png", randomBytes(2 * partBytes + 1))).rejects.toMatchObject(unavailable);
  expect(s3.faulty.seen).toContainEqual(expect.stringMatching(/^DELETE \/photos\/job_3\/out\.png\?.*uploadId=/));
  s3.faulty.choose = () => null;
  expect(await storage.stat("job_3/out.png")).toBeNull();
});

it.each(["cut", "stalled"] as const)(
  "an answer that is %s in the middle never passes for a whole file",
  async (fault) => {
    failing(fault, "GET");
    await expect(read("job_0/out.png", hasty)).rejects.toMatchObject(unavailable);
  },
);

it("neither does a part of a file that is shorter than was asked for", async () => {
  failing("short", "GET");
  await expect(storage.open("job_0/out.png", { start: 0, end: 99_999 })).rejects.toMatchObject(unavailable);
});

it.each(["silent", "busy", "forbidden"] as const)(
  "a file is not taken for deleted while the storage is %s",
  async (fault) => {
    s3.faulty.choose = () => fault;
    await expect(read("job_0/out.png", hasty)).rejects.toMatchObject(unavailable);
    await expect(hasty.stat("job_0/out.png")).rejects.toMatchObject(unavailable);
    await expect(hasty.list("job_0")).rejects.toMatchObject(unavailable);
    await expect(hasty.checkHealth()).rejects.toMatchObject(unavailable);
  },
);

it("nor when the whole bucket is gone, or nobody listens any more", async () => {
  const free = await startFaultyS3({ settings: s3.faulty.settings });
  await free.close();
  for (const changed of [{ bucket: "gone" }, { endpoint: free.settings.S3_ENDPOINT }]) {
    const other = s3.open(changed);
    await expect(other.stat("job_0/out.png")).rejects.toMatchObject(unavailable);
    await expect(read("job_0/out.png", other)).rejects.toMatchObject(unavailable);
    await expect(put("job_4/out.png", content, other)).rejects.toMatchObject(unavailable);
    await expect(other.deleteJob("job_0")).rejects.toMatchObject(unavailable);
  }
});

it.each(["forbidden", "kept"] as const)(
  "a file that could not be deleted (%s) is told, and the next try deletes it",
  async (fault) => {
    await put("job_5/out.png", content);
    failing(fault, "POST");
    await expect(storage.deleteJob("job_5")).rejects.toMatchObject(unavailable);
    s3.faulty.choose = () => null;
    await storage.deleteJob("job_5");
    expect(await storage.list("job_5")).toEqual([]);
  },
);

it("a reader that leaves ends the answer of the storage with it", async () => {
  failing("stalled", "GET");
  const found = await storage.open("job_0/out.png");
  if (!found) throw new Error("The file is gone.");
  await once(found.stream, "readable");
  found.stream.destroy();
  await expect.poll(() => s3.faulty.seen).toContain("left");
});

describe("a start", () => {
  const start = (changed: Partial<S3Server["settings"]> = {}) =>
    checkStorage({ ...s3.faulty.settings, ...changed, DATA_DIR: dir, LINK_SECRET: "x".repeat(32) });

  test("leaves nothing in a bucket that works, and knows where its links will lead", async () => {
    expect(await start()).toEqual({ linkOrigin: s3.faulty.settings.S3_ENDPOINT });
    expect(await start({ S3_LINKS: "proxy" })).toEqual({});
    const puts = s3.faulty.seen.filter((line) => line.startsWith("PUT"));
    expect(puts).toHaveLength(2);
    for (const line of puts) expect(await storage.stat(line)).toBeNull();
  });

  test.each<[string, Partial<S3Server["settings"]>, Fault | null, RegExp]>([
    ["there is no such bucket", { S3_BUCKET: "other" }, null, /There is no bucket other at .*correct S3_BUCKET/],
    [
      "the key is refused",
      { S3_ACCESS_KEY_ID: "unknown" },
      null,
      /refuses access to the bucket photos .*check the access key/,
    ],
    ["it cannot be written", {}, "forbidden", /refuses access to the bucket photos \(AccessDenied\)/],
  ])("says in words that %s, and is no start", async (_, changed, fault, words) => {
    if (fault) failing(fault, "PUT");
    const refused = await start(changed).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SettingsError);
    expect(String(refused)).toMatch(words);
  });
});
