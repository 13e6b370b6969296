import { expect, it } from "vitest";
import { maxStrokePoints } from "@/lib/contract/photos/recipe";
import { distanceToLine, type Point } from "./edit-hints";
import { recordStroke, thinPoints } from "./record-stroke";

const points = (count: number, place: (share: number) => Point) =>
  Array.from({ length: count }, (_, at) => place(at / (count - 1)));
/** So wavy that every point of it counts. */
const zigzag = (count: number) => {
  let isHigh = false;
  return points(count, (share) => {
    isHigh = !isHigh;
    return [share, isHigh ? 0.9 : 0.1];
  });
};

it("keeps a long stroke within what a recipe holds, from its first point to its last, in even steps", () => {
  const stroke = recordStroke(zigzag(2000), 0.0001, 1);
  expect(stroke.points).toHaveLength(maxStrokePoints);
  expect(stroke.points[0]?.[0]).toBe(0);
  expect(stroke.points.at(-1)?.[0]).toBe(1);
  const gaps = stroke.points.slice(1).map(([x], at) => x - (stroke.points[at]?.[0] ?? 0));
  expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(1 / maxStrokePoints);
});

it("needs two points for a straight drag, however slow", () => {
  const straight = points(1000, (share) => [share, share / 2]);
  expect(recordStroke(straight, 0.02, 1.5).points).toEqual([
    [0, 0],
    [1, 0.5],
  ]);
});

it("follows a curve within a tenth of the brush", () => {
  const circle = points(1000, (share) => [0.5 + 0.4 * Math.cos(share * 6), 0.5 + 0.4 * Math.sin(share * 6)]);
  const radius = 0.02;
  const stroke = recordStroke(circle, radius, 1);
  expect(stroke.points.length).toBeLessThan(40);
  for (const point of circle) {
    const distances = stroke.points.map((from, at) => distanceToLine(point, from, stroke.points[at + 1] ?? from));
    expect(Math.min(...distances)).toBeLessThan(radius * 0.11);
  }
});

it("makes a dab of a single point", () => {
  expect(recordStroke([[0.25, 0.123456]], 0.03, 1)).toEqual({ radius: 0.03, points: [[0.25, 0.1235]] });
});

it("leaves short strokes as they are", () => {
  expect(thinPoints(zigzag(3), 3)).toEqual(zigzag(3));
});
