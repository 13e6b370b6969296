import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { keyModes } from "../contract/answers";
import { defaultOrder, type OutputFormat } from "../contract/order";
import { toJobAnswer } from "../http/jobs/job-answers";
import { findJob, type JobRow } from "../jobs/find-jobs";
import { ColorizeFlow, outcomeOf, samplePhoto as sample } from "../testing/colorize-flow";
import { createFakeProvider } from "../testing/fake-provider";
import { setUp, setUpDatabase } from "../testing/set-up";
import { colorizePhoto } from "./colorize-photo";

const test = setUpDatabase();
const flow = setUp(test, new ColorizeFlow());

describe("a photo that browsers cannot show", () => {
  async function requestTiff() {
    const request = await flow.requestOf();
    const tiff = path.join(request.spool.dir, "photo.tiff");
    await sharp(sample).tiff({ compression: "lzw" }).toFile(tiff);
    return { ...request, photo: { ...request.photo, path: tiff, workPath: tiff, format: "tiff" as const } };
  }
  const writeWork: Parameters<typeof createFakeProvider>[0] = async ({ outputPath }) => {
    await copyFile(sample, outputPath);
  };

  it("is kept with a preview", async () => {
    const deps = flow.depsWith(createFakeProvider(writeWork).provider);
    const { jobId } = await colorizePhoto(deps, await requestTiff());
    expect(await deps.storage.stat(`${jobId}/preview.webp`)).toMatchObject({ contentType: "image/webp" });
    expect((await findJob(test.db, flow.userId, jobId))?.inputKey).toBe(`${jobId}/preview.webp`);
  });

  it("is colored and kept all the same when its preview cannot be made", async () => {
    const deps = flow.depsWith(createFakeProvider(writeWork).provider);
    const request = await requestTiff();
    // A folder in the preview's place: it can be neither written nor stored.
    await mkdir(path.join(request.spool.dir, "preview.webp"));
    const { jobId } = await colorizePhoto(deps, request);
    expect(await findJob(test.db, flow.userId, jobId)).toMatchObject({
      status: "succeeded",
      inputKey: `${jobId}/in.tiff`,
    });
  });
});

describe("an output", () => {
  it.each([
    ["png", "out.png", "image/png"],
    ["jpeg", "out.jpg", "image/jpeg"],
    ["webp", "out.webp", "image/webp"],
  ] as const)("ordered as %s is kept and linked as %s", async (outputFormat, name, contentType) => {
    const deps = flow.depsWith(createFakeProvider().provider);
    const { jobId, outputLink } = await colorizePhoto(
      deps,
      await flow.requestOf({ order: { ...defaultOrder, outputFormat } }),
    );
    expect(outputLink).toContain(`/files/${jobId}/${name}?`);
    expect(await deps.storage.stat(`${jobId}/${name}`)).toMatchObject({ contentType });
    const row = await findJob(test.db, flow.userId, jobId);
    expect(row?.outputKey).toBe(`${jobId}/${name}`);
    const surroundings = { origin: "http://studio.test", storage: deps.storage, now: flow.now() };
    expect(toJobAnswer(row as JobRow, surroundings).outputUrl).toMatch(`n=a-color${path.extname(name)}`);
  });

  it("of a test is stamped before it is hashed and kept, that of a live call is not", async () => {
    const order = { ...defaultOrder, outputFormat: "jpeg" } as const;
    for (const mode of keyModes) {
      const deps = flow.depsWith(createFakeProvider().provider);
      const { jobId } = await colorizePhoto(deps, await flow.requestOf({ order, mode }));
      const kept = await readFile(path.join(flow.dataDir, "files", jobId, "out.jpg"));
      expect(kept.equals(await readFile(sample))).toBe(mode === "live");
      expect(await findJob(test.db, flow.userId, jobId)).toMatchObject({
        isTest: mode === "test",
        outputBytes: kept.length,
        outputSha256: createHash("sha256").update(kept).digest("hex"),
      });
    }
  });

  it("in a format that cannot hold the photo is refused before any credit is held", async () => {
    const { provider, calls } = createFakeProvider(async ({ photo: { width, height }, outputPath }) => {
      await sharp(sample).resize(width, height, { fit: "fill" }).jpeg().toFile(outputPath);
    });
    const wide = await flow.requestOf();
    const photo = { ...wide.photo, width: 16_384, height: 300 };
    const ask = (outputFormat: OutputFormat) =>
      outcomeOf(colorizePhoto(flow.depsWith(provider), { ...wide, photo, order: { ...defaultOrder, outputFormat } }));
    expect(await ask("webp")).toBe("invalid_option");
    expect(calls).toHaveLength(0);
    expect(await test.db.job.count({ where: { userId: flow.userId } })).toBe(0);
    expect(await ask("jpeg")).toBe("ok");
  });
});
