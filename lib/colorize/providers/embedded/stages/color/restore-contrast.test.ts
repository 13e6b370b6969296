import { describe, expect, it } from "vitest";
import type { Plane } from "../../pixels/raster";
import { restoreContrast } from "./restore-contrast";

const ramp = (from: number, to: number, length = 1001): Plane => ({
  data: Float32Array.from({ length }, (_, i) => from + ((to - from) * i) / Math.max(1, length - 1)),
  width: length,
  height: 1,
});
const ends = ({ data }: Plane): [number, number] => [data[0] as number, data.at(-1) as number];

describe("the contrast that a network is shown", () => {
  it("goes from black to white again where a print has faded to grays", () => {
    const [first, last] = ends(restoreContrast(ramp(35, 80)));
    expect(first).toBeCloseTo(4, 0);
    expect(last).toBeCloseTo(96, 0);
  });

  it("gets its black back where only a veil lies over it", () => {
    const [first, last] = ends(restoreContrast(ramp(40, 100)));
    expect(first).toBeLessThan(6);
    expect(last).toBeCloseTo(100, 0);
  });

  it("is the photo's own where its range is full", () => {
    const full = ramp(0, 100);
    expect(restoreContrast(full)).toBe(full);
  });

  it("hardly changes where there is next to nothing to see", () => {
    const [first, last] = ends(restoreContrast(ramp(60, 62)));
    expect(last - first).toBeCloseTo(6, 1);
    expect(first).toBeGreaterThan(50);
    expect(last).toBeLessThan(70);
  });

  it.each([0, 50, 100])("takes one point of L* %i", (value) => {
    const { data } = restoreContrast(ramp(value, value, 1));
    expect(data[0]).toBeGreaterThanOrEqual(0);
    expect(data[0]).toBeLessThanOrEqual(100);
  });

  it("ignores a hundredth of dust and scratches", () => {
    const faded = ramp(35, 80);
    faded.data.fill(100, 995);
    expect(restoreContrast(faded).data[0]).toBeCloseTo(4, 0);
  });
});
