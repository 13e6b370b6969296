import { expect, test } from "vitest";
import { photoFormats } from "../contract/limits";
import { originalKey } from "./job-files";

test("a job's photo is stored under its format's ending, and where photos of before are", () => {
  expect([originalKey("job_1", "jpeg"), originalKey("job_1", "tiff"), originalKey("job_1", "heic")]).toEqual([
    "job_1/in.jpg",
    "job_1/in.tiff",
    "job_1/in.heic",
  ]);
  // The storage takes names of letters alone.
  for (const format of photoFormats) expect(originalKey("job_1", format)).toMatch(/^job_1\/in\.[a-z]+$/);
});
