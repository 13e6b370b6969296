import { expect, it } from "vitest";
import type { JobList } from "@/lib/contract/console-jobs";
import { keepLinks } from "./keep-links";

const list = (jobId: string, outputUrl: string | null) =>
  ({ jobs: [{ jobId, outputUrl }], nextCursor: null }) as JobList;

it("keeps the link of a picture that is already shown, and takes new ones as they come", () => {
  const shown = list("job_1", "/files/job_1/out.png?s=one");
  expect(keepLinks(shown, list("job_1", "/files/job_1/out.png?s=two"))).toEqual(shown);
  const other = list("job_1", "/files/job_1/out.webp?s=two");
  expect(keepLinks(shown, other)).toEqual(other);
  expect(keepLinks(shown, list("job_1", null))).toEqual(list("job_1", null));
  expect(keepLinks(undefined, shown)).toEqual(shown);
});

it("keeps no link of another job, so no photo shows another one's picture", () => {
  const fresh = list("job_2", "/files/job_2/out.png?s=two");
  expect(keepLinks(list("job_1", "/files/job_1/out.png?s=one"), fresh)).toEqual(fresh);
});
