import { expect, it } from "vitest";
import { makeJobAnswer } from "@/lib/testing/photo-queue/fake-photo-queue";
import { mergePhotos } from "./queue/queue-photo";
import { findNamed } from "./use-named-photo";

const known = { photos: [], choices: {}, earlier: {} };
const photos = mergePhotos(known, [
  makeJobAnswer({ jobId: "job_new", clientRef: "one.2" }),
  makeJobAnswer({ jobId: "job_old", clientRef: "one.1" }),
  makeJobAnswer({
    jobId: "job_failed",
    clientRef: "other.1",
    inputSha256: "1".repeat(64),
    status: "failed",
    outputUrl: null,
  }),
  makeJobAnswer({ jobId: "job_api", inputSha256: "2".repeat(64) }),
]);

it("an address that names a job opens its photo, in the version that the job made", () => {
  expect(findNamed(photos, "job_old")).toEqual({ ref: "one", version: "job_old" });
  expect(findNamed(photos, "job_new")).toEqual({ ref: "one", version: null });
  expect(findNamed(photos, "job_failed")).toEqual({ ref: "other", version: null });
  expect(findNamed(photos, "job_api")?.ref).toBe("job_api");
});

it("an address that names a job of no listed photo opens nothing", () => {
  expect(findNamed(photos, "job_gone")).toBeNull();
});
