import { expect, test } from "vitest";
import { maxPixels } from "../../contract/limits";
import { defaultOrder, type OutputFormat, outputFormats } from "../../contract/order";
import { checkOutputSize } from "./check-output-size";

const fits = (outputFormat: OutputFormat, width: number, height: number) => {
  try {
    checkOutputSize({ ...defaultOrder, outputFormat }, { width, height });
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "invalid_option", param: "output_format" });
    return false;
  }
};

test.each([
  ["webp", 16_383],
  ["jpeg", 65_500],
] as const)("%s holds %i pixels on either side and not one more", (format, side) => {
  expect([fits(format, side, 10), fits(format, 10, side)]).toEqual([true, true]);
  expect([fits(format, side + 1, 10), fits(format, 10, side + 1)]).toEqual([false, false]);
});

test("png holds whatever a photo may have, so that there is always a format to choose", () => {
  expect(fits("png", maxPixels, 1)).toBe(true);
  for (const format of outputFormats.slice(0, 3)) expect(fits(format, 7000, 7000)).toBe(true);
});
