import { expect, test } from "vitest";
import { shownOutputUrl } from "./console-jobs";
import { outputFormats } from "./order";

test("an output that browsers only save is shown as PNG, every other one as it is", () => {
  const urls = outputFormats.map((outputFormat) => [
    outputFormat,
    shownOutputUrl({ jobId: "job_1", outputUrl: "/files/out", order: { outputFormat } }),
  ]);
  expect(Object.fromEntries(urls)).toEqual({
    png: "/files/out",
    jpeg: "/files/out",
    webp: "/files/out",
    tiff: "/api/console/jobs/job_1/picture?format=png&recipe=none",
    avif: "/files/out",
  });
  expect(shownOutputUrl({ jobId: "job_1", outputUrl: null, order: { outputFormat: "tiff" } })).toBeNull();
});
