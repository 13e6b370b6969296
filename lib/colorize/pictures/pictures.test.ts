import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AppError } from "../../errors/app-error";
import type { Job } from "../../generated/prisma/client";
import { removeJob } from "../../jobs/job-files";
import { createLocalDiskStorage } from "../../storage/local-disk";
import type { Storage } from "../../storage/storage";
import { outcomeOf } from "../../testing/colorize-flow";
import { setUpSharedDatabase } from "../../testing/set-up";
import { createColoredJob } from "../../testing/shared-job";
import { digitalSourceType } from "../output/metadata/ai-mark";
import { createPictures, type PictureKind, thumbKeyOf } from "./create-pictures";
import { drawPair } from "./draw-pair";
import { drawWipe } from "./draw-wipe";

const before = path.resolve("public/samples/dust-bowl-home.jpg");
const after = path.resolve("public/samples/dust-bowl-home-color.jpg");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pictures-"));
});
afterAll(() => rm(folder, { recursive: true }));

const target = (name: string) => path.join(folder, name);
const colorAt = async (file: string, left: number, top: number, page = 0) => {
  const pixel = sharp(file, { page }).extract({ left, top, width: 1, height: 1 });
  return [...(await pixel.toColourspace("srgb").removeAlpha().raw().toBuffer())];
};
/** Mean distance between the channels of a photo: about 0 for a gray one. */
async function chromaOf(file: string, page: number): Promise<number> {
  const { channels } = await sharp(await sharp(file, { page }).png().toBuffer()).stats();
  const means = channels.slice(0, 3).map(({ mean }) => mean);
  return Math.max(...means) - Math.min(...means);
}

describe("the picture to post", () => {
  test("shows both photos side by side, with a line between them, labels without fonts, and the model's mark", async () => {
    const to = target("pair.jpg");
    await drawPair({ before, after, size: { width: 4096, height: 3152 }, to });
    const { width, height, format, xmp } = await sharp(to).metadata();
    expect({ width, height, format }).toEqual({ width: 2406, height: 923, format: "jpeg" });
    expect(xmp?.toString()).toContain(digitalSourceType);
    expect((await colorAt(to, 1203, 400)).every((level) => level > 240)).toBe(true);
    // The sky: sepia on the left, blue on the right.
    const [left, right] = [await colorAt(to, 600, 60), await colorAt(to, 1206 + 600, 60)];
    expect((left[2] ?? 0) - (left[0] ?? 0)).toBeLessThan(0);
    expect((right[2] ?? 0) - (right[0] ?? 0)).toBeGreaterThan(30);
    // The plates are dark, where neither photo is.
    for (const x of [24, 1206 + 24]) expect(Math.max(...(await colorAt(to, x, 923 - 38)))).toBeLessThan(110);
  });

  test("is made of a photo that is too thin for labels, too", async () => {
    const thin = target("thin.png");
    await sharp({ create: { width: 2000, height: 3, channels: 3, background: "#456" } })
      .png()
      .toFile(thin);
    await drawPair({ before: thin, after: thin, size: { width: 2000, height: 3 }, to: target("thin.jpg") });
    expect((await sharp(target("thin.jpg")).metadata()).height).toBe(2);
  });
});

describe.each(["webp", "gif"] as const)("the loop as %s", (format) => {
  test("goes from the photo to the output and back in 24 frames without end, at most 1,200 pixels and 5 MB", async () => {
    const to = target(`wipe.${format}`);
    await drawWipe({ before, after, size: { width: 4096, height: 3152 }, to }, format);
    const { width, pageHeight = 0, pages, loop, delay } = await sharp(to, { pages: -1 }).metadata();
    expect({ pages, loop, frames: delay?.length }).toEqual({ pages: 24, loop: 0, frames: 24 });
    expect(Math.max(width, pageHeight)).toBeLessThanOrEqual(1200);
    expect((await stat(to)).size).toBeLessThan(5_000_000);
    expect((await readFile(to)).includes(digitalSourceType)).toBe(true);
    const chromas = await Promise.all([0, 6, 12, 18].map((page) => chromaOf(to, page)));
    // Sepia has some; the blue sky takes it away.
    expect(chromas[0]).toBeGreaterThan((chromas[6] ?? 0) + 1);
    expect(Math.abs((chromas[1] ?? 0) - (chromas[3] ?? 0))).toBeLessThan(2);
    expect(Math.abs((chromas[0] ?? 0) - (chromas[2] ?? 0))).toBeGreaterThan(5);
  });

  test("becomes smaller until it weighs no more than it may", async () => {
    const [free, bound] = [target(`free.${format}`), target(`bound.${format}`)];
    const size = { width: 320, height: 246 };
    await drawWipe({ before, after, size, to: free }, format);
    const { size: bytes } = await stat(free);
    await drawWipe({ before, after, size, to: bound }, format, bytes - 1);
    expect((await stat(bound)).size).toBeLessThan(bytes);
    expect((await sharp(bound, { pages: -1 }).metadata()).width).toBe(240);
  });
});

describe("pictures of a job", () => {
  const database = setUpSharedDatabase();
  let storage: Storage;
  let job: Job;
  let puts: string[];
  beforeEach(async () => {
    const disk = createLocalDiskStorage({ dir: path.join(folder, "files"), linkSecret: "x".repeat(32) });
    job = await createColoredJob({ db: database.db, storage: disk, folder });
    puts = [];
    const put: Storage["put"] = (key, ...rest) => {
      puts.push(key);
      return disk.put(key, ...rest);
    };
    storage = { ...disk, put };
  });
  /** With a stand-in for a recipe: what is asked for is the photo itself in its place. */
  const open = (hasRoom = async () => true) => {
    const openOutput = async ({ recipe, inputKey, outputKey }: Job) => {
      const stored = await storage.open((recipe ? inputKey : outputKey) ?? "");
      if (!stored) throw new AppError("job_deleted", { detail: "It is gone." });
      return stored;
    };
    return createPictures({ db: database.db, storage, openOutput, dataDir: folder, hasRoom });
  };

  test("each is made once, however many ask for it at the same time and later", async () => {
    const pictures = open();
    const keys = await Promise.all(Array.from({ length: 5 }, () => pictures.prepare(job, "picture")));
    expect(new Set(keys)).toEqual(new Set([`${job.id}/pair.jpg`]));
    await open().prepare(job, "picture");
    expect(puts).toEqual([`${job.id}/pair.jpg`]);
  });

  test("one of another recipe is another picture; what shows no color stays the same", async () => {
    const pictures = open();
    const read = async (of: Job) => colorAt(path.join(folder, "files", await pictures.prepare(of, "after")), 200, 150);
    const adjusted = { ...job, recipe: { saturation: 0 } };
    expect([(await read(job))[0] ?? 0, (await read(adjusted))[0] ?? 0]).toEqual([
      expect.closeTo(0xc0, -1),
      expect.closeTo(0x80, -1),
    ]);
    expect(await pictures.prepare(adjusted, "before")).toBe(await pictures.prepare(job, "before"));
    expect(new Set(puts).size).toBe(3);
  });

  test("however many recipes are tried, only the picture of the last one is kept, and the others of the job are", async () => {
    const pictures = open();
    const others = [await pictures.prepare(job, "before"), await pictures.prepare(job, "card")];
    const keys: string[] = [];
    for (const recipe of [null, { strength: 0.1 }, { strength: 0.2 }])
      keys.push(await pictures.prepare({ ...job, recipe }, "after"));
    const kept = async (key: string) => (await storage.stat(key)) !== null;
    expect(await Promise.all(keys.map(kept))).toEqual([false, false, true]);
    for (const key of [...others, job.inputKey ?? "", job.outputKey ?? ""]) expect(await kept(key)).toBe(true);
  });

  test("none is made on a full disk, and one that is there is still given", async () => {
    const key = await open().prepare(job, "after");
    const full = open(async () => false);
    expect(await outcomeOf(full.prepare(job, "card"))).toBe("storage_full");
    expect(await full.prepare(job, "after")).toBe(key);
    expect(puts).toEqual([key]);
  });

  test("all are deleted with the job's files", async () => {
    const pictures = open();
    for (const kind of ["before", "after", "card", "picture", "webp", "gif"] satisfies PictureKind[]) {
      const key = await pictures.prepare(job, kind);
      expect(await storage.stat(key)).not.toBeNull();
    }
    await storage.deleteJob(job.id);
    for (const key of puts) expect(await storage.stat(key)).toBeNull();
    expect(await outcomeOf(open().prepare(job, "after"))).toBe("job_deleted");
  });

  test("one that was being made while its owner deleted the job leaves nothing behind", async () => {
    await removeJob(database.db, job.userId, job.id, new Date());
    expect(await outcomeOf(open().prepare(job, "after"))).toBe("job_deleted");
    expect(await storage.stat(`${job.id}/after.webp`)).toBeNull();
  });

  test("the small one of lists is made when its link is first followed, of the output as it came, and nothing else is", async () => {
    const [pictures, key] = [open(), thumbKeyOf(job.id)];
    await database.db.job.update({ where: { id: job.id }, data: { recipe: { saturation: 0 } } });
    for (let asked = 0; asked < 2; asked++) await pictures.prepareThumb(key);
    expect(puts).toEqual([key]);
    expect((await colorAt(path.join(folder, "files", key), 100, 75))[0]).toEqual(expect.closeTo(0xc0, -1));
    for (const other of [`${job.id}/out.png`, "job_unknown/thumb.webp", "thumb.webp"])
      await pictures.prepareThumb(other);
    await removeJob(database.db, job.userId, job.id, new Date());
    await storage.deleteJob(job.id);
    await pictures.prepareThumb(key);
    expect(puts).toEqual([key]);
    expect(await storage.stat(key)).toBeNull();
  });
});
