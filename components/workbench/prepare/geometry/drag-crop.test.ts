import fc from "fast-check";
import { expect, it } from "vitest";
import { cropSchema } from "@/lib/contract/photos/edits";
import { dragCrop, handles, leastShare, pressCrop } from "./drag-crop";

const crop = { x: 0.2, y: 0.3, width: 0.4, height: 0.5 };

it("moves the side that is dragged and leaves the others", () => {
  expect(dragCrop(crop, "w", { x: 0.1, y: 0.9 })).toEqual({ x: 0.3, y: 0.3, width: 0.3, height: 0.5 });
  expect(dragCrop(crop, "se", { x: 0.1, y: -0.1 })).toEqual({ x: 0.2, y: 0.3, width: 0.5, height: 0.4 });
  expect(dragCrop(crop, "move", { x: -0.5, y: 0.5 })).toEqual({ x: 0, y: 0.5, width: 0.4, height: 0.5 });
});

it("stays within the picture and never closes, however far it is dragged", () => {
  const by = fc.record({
    x: fc.double({ min: -3, max: 3, noNaN: true }),
    y: fc.double({ min: -3, max: 3, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...handles, "move" as const), by, (grip, distance) => {
      const next = dragCrop(crop, grip, distance);
      expect(cropSchema.safeParse(next).success).toBe(true);
      expect(Math.min(next.width, next.height)).toBeGreaterThanOrEqual(leastShare - 1e-6);
    }),
  );
});

it("is moved by the arrow keys, and sized by them with Shift", () => {
  expect(pressCrop(crop, { key: "ArrowLeft", shiftKey: false })).toEqual({ ...crop, x: 0.19 });
  expect(pressCrop(crop, { key: "ArrowDown", shiftKey: true })).toEqual({ ...crop, height: 0.51 });
  expect(pressCrop(crop, { key: "a", shiftKey: false })).toBeNull();
});
