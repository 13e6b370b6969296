import { describe, expect, it } from "vitest";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { defaultOrder } from "@/lib/contract/order";
import { changeLocalPhotos, createLocalPhoto, type LocalAction } from "./local-photo";
import { mergePhotos } from "./queue-photo";

const order = defaultOrder;
const job = (fields: Partial<JobAnswer>): JobAnswer => ({
  jobId: "job_1",
  source: "workbench",
  keyName: null,
  mode: "live",
  status: "running",
  stage: "color",
  percent: 62,
  clientRef: "a",
  name: "dock.jpg",
  kept: false,
  order,
  priceCredits: 1,
  creditsCharged: 0,
  idleAddOns: [],
  width: 10,
  height: 10,
  model: null,
  facts: null,
  provider: "embedded",
  error: null,
  createdAt: "2026-11-22T12:00:00Z",
  startedAt: null,
  finishedAt: null,
  processingMs: null,
  expiresAt: "2026-11-29T12:00:00Z",
  inputUrl: "/in",
  outputUrl: null,
  thumbUrl: null,
  statusUrl: "http://studio.test/api/v1/jobs/job_1",
  cancelUrl: "http://studio.test/api/v1/jobs/job_1/cancel",
  receiptUrl: "http://studio.test/api/v1/jobs/job_1/receipt",
  ...fields,
});
const failure = (detail: string) => ({ code: "image_corrupt", title: "Damaged image", detail, fix: "" }) as const;
const local = (...actions: LocalAction[]) => {
  const photo = createLocalPhoto("a", new File(["x"], "grandma.jpg"), "blob:a");
  return actions.reduce(changeLocalPhotos, [photo]);
};
const only = (...merge: Parameters<typeof mergePhotos>) => {
  const photos = mergePhotos(...merge);
  expect(photos).toHaveLength(1);
  return photos[0] ?? expect.fail();
};

describe("the queue", () => {
  it("shows a new photo as ready", () =>
    expect(only(local(), [])).toMatchObject({ state: "ready", name: "grandma.jpg" }));

  it("shows the upload, then what the server says about the same photo, as one entry", () => {
    const sent = local({ type: "wait", refs: ["a"], order }, { type: "progress", ref: "a", percent: 40 });
    expect(only(sent, [])).toMatchObject({ state: "uploading", percent: 40 });
    expect(only(sent, [job({})])).toMatchObject({ state: "running", step: "Adding color", percent: 62 });
  });

  it("knows the photos of before a refresh from the server alone", () => {
    expect(only([], [job({ status: "succeeded", outputUrl: "/out" })])).toMatchObject({
      state: "done",
      name: "dock.jpg",
      beforeUrl: "/in",
      afterUrl: "/out",
    });
  });

  it("shows the output as soon as the upload is answered, even before the list of jobs has it", () => {
    const done = local({ type: "wait", refs: ["a"], order }, { type: "done", ref: "a", outputUrl: "/out" });
    expect(only(done, [])).toMatchObject({ state: "done", afterUrl: "/out" });
  });

  it("says why a photo failed, whether its job or the upload knows", () => {
    const problem = { code: "image_corrupt", detail: "Cut off after 12 KB." };
    expect(only(local({ type: "fail", ref: "a", problem }), []).problem).toEqual(problem);
    expect(only([], [job({ status: "failed", error: failure("Cut off.") })]).problem?.detail).toBe("Cut off.");
    expect(only([], [job({ status: "canceled" })]).problem?.detail).toMatch(/canceled/);
  });

  it("does not take the failed attempt for the retry", () => {
    const failed = job({ status: "failed", error: failure("Busy.") });
    const again = local(
      { type: "fail", ref: "a", problem: { code: "x", detail: "" } },
      { type: "again", ref: "a", pastJobId: "job_1" },
    );
    expect(only(again, [failed]).state).toBe("ready");
    expect(only(again, [job({ jobId: "job_2" }), failed]).state).toBe("running");
  });

  it("shows a photo that was tried twice once, with its newest attempt", () => {
    expect(only([], [job({ jobId: "job_2", status: "succeeded" }), job({ status: "failed" })]).state).toBe("done");
  });

  it("keeps photos in the order they were added, before older ones of the server", () => {
    const old = job({ jobId: "job_0", clientRef: null, status: "succeeded" });
    expect(mergePhotos(local(), [old]).map((photo) => photo.ref)).toEqual(["a", "job_0"]);
  });
});
