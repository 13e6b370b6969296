import { expect, test } from "vitest";
import { plainEdits } from "@/lib/contract/photos/edits";
import { describeEdits } from "./job-facts";

test("what was done to a photo before it was colored is said in the order in which it was done", () => {
  expect(describeEdits(plainEdits)).toBeNull();
  const crop = { x: 0, y: 0, width: 0.5, height: 1 };
  expect(describeEdits({ page: 2, rotate: 90, crop, invert: true })).toBe(
    "page 2, turned 90° right, cropped, made positive",
  );
  expect(describeEdits({ ...plainEdits, rotate: 358.5 })).toBe("turned 1.5° left");
  expect(describeEdits({ ...plainEdits, rotate: 180 })).toBe("turned upside down");
});
