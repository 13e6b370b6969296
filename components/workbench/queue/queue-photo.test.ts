import { describe, expect, it } from "vitest";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { defaultOrder } from "@/lib/contract/order";
import { unknownFacts } from "@/lib/contract/photos/photo-facts";
import { makeJobAnswer } from "@/lib/testing/photo-queue/fake-photo-queue";
import { createLocalPhoto, type PhotoFields } from "./local-photo";
import { mergePhotos, type QueuePhoto } from "./queue-photo";
import { applyChange, emptyState, type QueueState } from "./store/queue-state";

const order = defaultOrder;
const hash = "1".repeat(64);
const running = { status: "running", stage: "color", percent: 62, outputUrl: null } as const;
const job = (fields: Partial<JobAnswer>) =>
  makeJobAnswer({ clientRef: "a.1", inputSha256: hash, ...running, ...fields });
const failure = (detail: string) => ({ code: "image_corrupt", title: "Damaged image", detail, fix: "" }) as const;
const file = new File(["x"], "grandma.jpg");
const photo = (ref: string, fields: PhotoFields = {}) => ({
  ...createLocalPhoto({ ref, owner: null, order, position: 0, sample: null, file }),
  previewUrl: `blob:${ref}`,
  ...fields,
});
/** The photo "a" of this browser, after these changes. */
const local = (...changes: PhotoFields[]): QueueState =>
  changes.reduce<QueueState>(
    (state, fields) => applyChange(state, { type: "change", refs: ["a"], fields }),
    applyChange(emptyState, { type: "add", photos: [photo("a")] }),
  );
const sent: PhotoFields = { phase: "waiting", attempt: 1 };
const only = (state: QueueState, jobs: JobAnswer[]): QueuePhoto => {
  const photos = mergePhotos(state, jobs);
  expect(photos).toHaveLength(1);
  return photos[0] ?? expect.fail();
};

describe("the queue", () => {
  it("shows a new photo as ready", () =>
    expect(only(local(), [])).toMatchObject({ state: "ready", name: "grandma.jpg", step: "Ready" }));

  it("does not call a photo ready that is left out, and says why instead", () => {
    const pure = local({ facts: { ...unknownFacts, tone: "bilevel" } });
    expect(only(pure, [])).toMatchObject({ state: "ready", step: "Pure black and white" });
  });

  it("shows the upload, then what the server says about the same photo, as one entry", () => {
    const uploading = local(sent, { phase: "uploading", percent: 40 });
    expect(only(uploading, [])).toMatchObject({ state: "uploading", percent: 40 });
    expect(only(uploading, [job({})])).toMatchObject({ state: "running", step: "Adding color", percent: 62 });
  });

  it("knows the photos of before a refresh from the server alone", () => {
    expect(only(emptyState, [job({ status: "succeeded", outputUrl: "/out" })])).toMatchObject({
      state: "done",
      name: "dock.jpg",
      beforeUrl: "/in",
      afterUrl: "/out",
    });
  });

  it("shows the output as soon as the upload is answered, even before the list of jobs has it", () => {
    const done = local(sent, { phase: "done", outputUrl: "/out" });
    expect(only(done, [])).toMatchObject({ state: "done", afterUrl: "/out" });
  });

  it("says why a photo failed, whether its job or the upload knows", () => {
    const problem = { code: "image_corrupt", detail: "Cut off after 12 KB." };
    expect(only(local(sent, { phase: "failed", problem }), []).problem).toEqual(problem);
    expect(only(emptyState, [job({ status: "failed", error: failure("Cut off.") })]).problem?.detail).toBe("Cut off.");
    expect(only(emptyState, [job({ status: "canceled" })]).problem?.detail).toMatch(/canceled/);
  });

  it("does not take the failed attempt for the retry", () => {
    const failed = job({ status: "failed", error: failure("Busy.") });
    const again = local(sent, { phase: "failed" }, { phase: "waiting", attempt: 2 });
    expect(only(again, [failed]).state).toBe("waiting");
    expect(only(again, [job({ jobId: "job_2", clientRef: "a.2" }), failed]).state).toBe("running");
  });

  it("shows a photo that was tried twice once, with its newest attempt", () => {
    expect(only(emptyState, [job({ jobId: "job_2", status: "succeeded" }), job({ status: "failed" })]).state).toBe(
      "done",
    );
  });

  it("keeps photos in the order they were added, before older ones of the server", () => {
    const old = job({ jobId: "job_0", clientRef: null, status: "succeeded" });
    expect(mergePhotos(local(), [old]).map((photo) => photo.ref)).toEqual(["a", "job_0"]);
  });
});

describe("the versions of a photo", () => {
  const large = job({ jobId: "job_2", status: "succeeded", outputUrl: "/large", clientRef: "a.2" });
  const tiny = job({ jobId: "job_1", status: "succeeded", outputUrl: "/tiny", clientRef: "a.1" });
  const done = local(sent, { attempt: 2, phase: "done", outputUrl: "/large" });

  it("are one entry, the newest result first, without those that failed or whose files are gone", () => {
    const failed = job({ jobId: "job_3", status: "failed", clientRef: "a.3" });
    const expired = job({ jobId: "job_0", status: "succeeded", clientRef: "a.0" });
    const { versions, chosen, afterUrl } = only(done, [failed, large, tiny, expired]);
    expect(versions.map(({ jobId }) => jobId)).toEqual(["job_2", "job_1"]);
    expect([chosen?.jobId, afterUrl]).toEqual(["job_2", "/large"]);
  });

  it("show the one that was chosen, with its own job", () => {
    const chosen = applyChange(done, { type: "settings", fields: { choices: { a: "job_1" } } });
    expect(only(chosen, [large, tiny])).toMatchObject({ afterUrl: "/tiny", job: { jobId: "job_1" } });
  });

  it("are found by the photo's bytes where another device or the API made them", () => {
    const elsewhere = job({ jobId: "job_9", clientRef: null, status: "succeeded", outputUrl: "/api" });
    const mine = applyChange(done, { type: "change", refs: ["a"], fields: { sha256: hash } });
    expect(only(mine, [elsewhere, large]).versions.map(({ jobId }) => jobId)).toEqual(["job_9", "job_2"]);
    expect(only(emptyState, [elsewhere, large]).versions).toHaveLength(2);
    const other = job({ jobId: "job_8", clientRef: null, inputSha256: "2".repeat(64) });
    expect(mergePhotos(mine, [other, large])).toHaveLength(2);
  });

  it("stay to be seen while the photo is ready for another attempt", () => {
    const again = applyChange(done, { type: "change", refs: ["a"], fields: { phase: "ready" } });
    expect(only(again, [large, tiny])).toMatchObject({ state: "ready", afterUrl: null, chosen: { jobId: "job_2" } });
  });

  it("keep the name that their owner gave them", () =>
    expect(only(done, [{ ...large, name: "Grandma 1924.jpg" }]).name).toBe("Grandma 1924.jpg"));
});

describe("a file that was colored before", () => {
  const earlier = job({ jobId: "job_7", clientRef: "z.1", status: "succeeded", outputUrl: "/out" });
  const ready = local({ sha256: hash });

  it("is told with its earlier result, and keeps its own place until it is sent", () => {
    const [mine, theirs] = mergePhotos(ready, [earlier]);
    expect([mine?.duplicateOf?.jobId, theirs?.ref, theirs?.duplicateOf]).toEqual(["job_7", "z", null]);
    const asked = applyChange(ready, { type: "status", fields: { earlier: { [hash]: earlier } } });
    expect(only(asked, []).duplicateOf?.jobId).toBe("job_7");
  });

  it("is nothing to tell of once it is sent, when the result's files are gone, or when the bytes differ", () => {
    expect(mergePhotos(local(sent, { sha256: hash }), [earlier])[0]?.duplicateOf).toBeNull();
    expect(mergePhotos(ready, [{ ...earlier, outputUrl: null }])[0]?.duplicateOf).toBeNull();
    expect(mergePhotos(local({ sha256: "2".repeat(64) }), [earlier])[0]?.duplicateOf).toBeNull();
  });
});

describe("pages and parts of one file", () => {
  const page = (number: number) => ({ ...order, page: number });
  const results = [2, 1].map((number) =>
    job({ jobId: `job_${number}`, clientRef: null, status: "succeeded", outputUrl: `/${number}`, order: page(number) }),
  );

  it("are photos of their own, whether this browser has them or not", () => {
    expect(mergePhotos(emptyState, results).map(({ versions }) => versions.map(({ jobId }) => jobId))).toEqual([
      ["job_2"],
      ["job_1"],
    ]);
    const mine = local(sent, { phase: "done", outputUrl: "/1", sha256: hash, order: page(1) });
    expect(mergePhotos(mine, results).map(({ chosen }) => chosen?.jobId)).toEqual(["job_1", "job_2"]);
  });

  it("were colored before only where the same page was", () => {
    expect(mergePhotos(local({ sha256: hash, order: page(2) }), results)[0]?.duplicateOf?.jobId).toBe("job_2");
    expect(mergePhotos(local({ sha256: hash, order: page(3) }), results)[0]?.duplicateOf).toBeNull();
  });
});

describe("the picture before", () => {
  const preview = {
    inputUrl: "/preview?sig=1",
    originalUrl: "/in?sig=2",
    outputUrl: "/out",
    status: "succeeded",
  } as const;
  it("is the studio's own once there is a result, where it shows the photo as it was colored", () => {
    const done = local(sent, { phase: "done", outputUrl: "/out" });
    expect(only(done, [job(preview)]).beforeUrl).toBe(preview.inputUrl);
    expect(only(done, [job({ ...preview, inputUrl: "/in?sig=1" })]).beforeUrl).toBe("blob:a");
  });

  it("is the browser's file until then", () => {
    const ready = local(sent, { phase: "done", outputUrl: "/out" }, { phase: "ready" });
    expect(only(ready, [job(preview)]).beforeUrl).toBe("blob:a");
  });
});
