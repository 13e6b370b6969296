import { createHash } from "node:crypto";
import { once } from "node:events";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, it } from "vitest";
import { newJob } from "../../prisma/factories/open-job";
import type { Job } from "../generated/prisma/client";
import { readZip } from "../testing/read-zip";
import type { Picture } from "./find-picture";
import { namePictures } from "./name-pictures";
import type { ArchivePlan } from "./plan-archive";
import { streamArchive } from "./stream-archive";

const finishedAt = new Date("2026-11-22T12:00:02Z");
const hashOf = (content: Buffer) => createHash("sha256").update(content).digest("hex");
const receiptUrl = (id: string) => `https://studio.test/api/v1/jobs/${id}/receipt`;

/** A row as the database has it, but for what no archive reads. */
const makeJob = (fields: Partial<Job>): Job =>
  ({ ...newJob("usr_1"), status: "succeeded", chargedCredits: 1, modelTag: "tiny@0", finishedAt, ...fields }) as Job;

/** Counts the pictures that are open, now and at most. */
const opened = { now: 0, most: 0 };
function pictureOf(content: Buffer, known = true): Picture {
  const open = async () => {
    opened.most = Math.max(opened.most, ++opened.now);
    const stream = Readable.from([content.subarray(0, 3), content.subarray(3)]);
    stream.once("close", () => {
      opened.now -= 1;
    });
    return stream;
  };
  return { extension: ".png", bytes: known ? content.length : null, sha256: known ? hashOf(content) : null, open };
}

function planOf(pictures: Picture[], leftOut: ArchivePlan["leftOut"] = []): ArchivePlan {
  const names = namePictures(pictures.map(({ extension }) => ({ original: "grandma.jpg", extension })));
  return {
    pictures: pictures.map((picture, at) => ({
      job: makeJob({ id: `job_${at}` }),
      name: names[at] ?? "",
      picture,
    })),
    leftOut,
  };
}
const contents = [Buffer.from("one picture"), Buffer.from("another"), Buffer.alloc(300_000, 7)];

it("every picture is in the ZIP as it is stored, under its name and with its time, and the size is known before", async () => {
  const { stream, bytes } = streamArchive(planOf(contents.map((content) => pictureOf(content))), receiptUrl);
  const zip = await buffer(stream);
  expect(zip.length).toBe(bytes);
  const entries = readZip(zip);
  const names = ["grandma-color.png", "grandma-color (2).png", "grandma-color (3).png", "manifest.csv"];
  expect(entries.map(({ name }) => name)).toEqual(names);
  expect(entries.slice(0, 3).map(({ content }) => hashOf(content))).toEqual(contents.map(hashOf));
  for (const { isUtf8, modified } of entries) expect([isUtf8, modified]).toEqual([true, finishedAt.getTime() / 1000]);
});

it.each([1, 300, 500, 650, 900, 1000])("of %i pictures too, the size is known to the byte", async (count) => {
  const plan = planOf(Array.from({ length: count }, () => pictureOf(Buffer.from("a picture"))));
  const { stream, bytes } = streamArchive(plan, receiptUrl);
  const zip = await buffer(stream);
  expect(zip.length).toBe(bytes);
  expect(readZip(zip)).toHaveLength(count + 1);
});

it("the manifest says of each picture what it is and cost, and of the others why there is none", async () => {
  const failed = makeJob({
    id: "job_f",
    inputName: '=SUM("a", b).jpg',
    chargedCredits: 0,
    autoAddOns: ["faceRemaster"],
  });
  const plan = planOf(
    [pictureOf(contents[0] ?? Buffer.of())],
    [{ job: { ...failed, faceRemaster: true }, reason: "it failed (upstream_error)" }],
  );
  const created = plan.pictures[0]?.job.createdAt.toISOString();
  const [manifest] = readZip(await buffer(streamArchive(plan, receiptUrl).stream)).slice(-1);
  const [head, picture, left, ...rest] = String(manifest?.content).split("\r\n");
  expect(head).toBe("file,original_name,job_id,credits_charged,model,options,created_at,sha256,receipt,note");
  const options =
    "model=tiny; clean_scratches=false; face_remaster=false; output_format=png; strength=1; metadata=keep";
  const sha256 = hashOf(contents[0] ?? Buffer.of());
  expect(picture).toBe(
    `grandma-color.png,grandma.jpg,job_0,1,tiny@0,${options},${created},${sha256},${receiptUrl("job_0")},`,
  );
  expect(left).toMatch(/^,"'=SUM\(""a"", b\)\.jpg",job_f,0,.*face_remaster=auto;.*,it failed \(upstream_error\)$/);
  expect(rest).toEqual([""]);
});

it("where a picture is only made on the way, its hash is of what was sent, and no size is promised", async () => {
  const plan = planOf(contents.map((content, at) => pictureOf(content, at !== 1)));
  const { stream, bytes } = streamArchive(plan, receiptUrl);
  expect(bytes).toBeNull();
  const entries = readZip(await buffer(stream));
  expect(entries.slice(0, 3).map(({ content }) => hashOf(content))).toEqual(contents.map(hashOf));
  for (const content of contents) expect(String(entries[3]?.content)).toContain(hashOf(content));
});

it("one picture is read at a time, and none is open once the ZIP is read or its reader has left", async () => {
  Object.assign(opened, { now: 0, most: 0 });
  await buffer(
    streamArchive(planOf(Array.from({ length: 40 }, () => pictureOf(Buffer.alloc(200_000)))), receiptUrl).stream,
  );
  expect(opened.now).toBe(0);
  const { stream } = streamArchive(
    planOf(Array.from({ length: 40 }, () => pictureOf(Buffer.alloc(200_000)))),
    receiptUrl,
  );
  await once(stream, "readable");
  expect(opened.now).toBeGreaterThan(0);
  const source = new Promise<void>((resolve) => stream.once("close", () => setImmediate(resolve)));
  stream.destroy();
  await source;
  expect(opened.now).toBe(0);
  // The one before is being closed while the next is opened.
  expect(opened.most).toBeLessThanOrEqual(2);
});

it("a picture that is being read is closed when the reader leaves", async () => {
  const endless = Readable.from(repeat());
  const picture = { ...pictureOf(Buffer.of()), bytes: 1_000_000_000, open: async () => endless };
  const { stream } = streamArchive(planOf([picture]), receiptUrl);
  await once(stream, "readable");
  stream.destroy();
  if (!endless.destroyed) await once(endless, "close");
});

async function* repeat() {
  for (;;) yield Buffer.alloc(64 * 1024);
}

it.each<[string, Partial<Picture>]>([
  ["is gone", { open: () => Promise.reject(new Error("gone")) }],
  [
    "that is only made on the way is gone",
    { sha256: null, bytes: null, open: () => Promise.reject(new Error("gone")) },
  ],
  ["breaks off", { open: async () => Readable.from(breakOff()) }],
  ["is shorter than it was", { bytes: 99 }],
  ["cannot be read while it is hashed", { sha256: null, bytes: null, open: async () => Readable.from(breakOff()) }],
])("the ZIP fails instead of ending early when a picture %s", async (_, changed) => {
  const broken = { ...pictureOf(Buffer.from("whole")), ...changed };
  const { stream } = streamArchive(planOf([pictureOf(Buffer.from("first")), broken]), receiptUrl);
  await expect(buffer(stream)).rejects.toThrow();
});

async function* breakOff() {
  yield Buffer.from("half");
  throw new Error("the disk failed");
}
