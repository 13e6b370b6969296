import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clampView,
  fitScale,
  fitView,
  isFit,
  largestScale,
  moveToScene,
  nextScale,
  panBy,
  percentOf,
  pinch,
  type Scene,
  splitPane,
  toggleZoom,
  toPhotoPoint,
  visibleBox,
  zoomAt,
} from "./geometry";

const scan: Scene = {
  pane: { width: 800, height: 600 },
  photo: { width: 6000, height: 4000 },
  margin: 20,
  pixelRatio: 1,
};
const dense: Scene = { ...scan, pixelRatio: 2 };
const tiny: Scene = { ...scan, photo: { width: 60, height: 40 } };
const middle = { x: 400, y: 300 };

const scenes = fc.record({
  pane: fc.record({ width: fc.integer({ min: 120, max: 3000 }), height: fc.integer({ min: 120, max: 2000 }) }),
  photo: fc.record({ width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }) }),
  margin: fc.constantFrom(0, 16, 32),
  pixelRatio: fc.constantFrom(1, 1.25, 2, 3),
});
const far = fc.double({ min: -1e5, max: 1e5, noNaN: true });
const views = fc.record({ scale: fc.double({ min: 1e-5, max: 100, noNaN: true }), x: far, y: far });

describe("a photo that fits", () => {
  it("is wholly visible, centered, with its margin", () => {
    const view = fitView(scan);
    expect(view.scale).toBeCloseTo(760 / 6000);
    expect(visibleBox(scan, view)).toEqual({
      left: 20,
      top: 47,
      width: expect.closeTo(760),
      height: expect.closeTo(506.7, 0),
    });
    expect(isFit(scan, view)).toBe(true);
  });

  it("fits again after the window has changed, and after another photo has come", () => {
    const wider = { ...scan, pane: { width: 1200, height: 600 } };
    expect(moveToScene(scan, fitView(scan), wider)).toEqual(fitView(wider));
    const close = zoomAt(scan, fitView(scan), 1, middle);
    expect(moveToScene(scan, close, tiny)).toEqual(fitView(tiny));
  });
});

describe("zoom", () => {
  it("keeps what lies under the pointer where it is", () => {
    const at = { x: 500, y: 250 };
    const before = toPhotoPoint(scan, fitView(scan), at);
    const view = zoomAt(scan, fitView(scan), 1, at);
    const after = toPhotoPoint(scan, view, at);
    expect(after?.x).toBeCloseTo(before?.x ?? -1, 3);
    expect(after?.y).toBeCloseTo(before?.y ?? -1, 3);
  });

  it("says 100 % when a photo pixel is a device pixel", () => {
    expect(percentOf(scan, { scale: 1, x: 0, y: 0 })).toBe(100);
    expect(percentOf(dense, toggleZoom(dense, fitView(dense), middle))).toBe(100);
    expect(toggleZoom(dense, fitView(dense), middle).scale).toBe(0.5);
  });

  it("ends at fit and at 800 %, and lets a very small photo grow at least to twice the size that fits", () => {
    expect(zoomAt(scan, fitView(scan), 1e-9, middle)).toEqual(fitView(scan));
    expect(percentOf(scan, zoomAt(scan, fitView(scan), 1e9, middle))).toBe(800);
    expect(largestScale(tiny)).toBe(2 * fitScale(tiny));
  });

  it("goes between fit and 100 % on a double click", () => {
    const close = toggleZoom(scan, fitView(scan), middle);
    expect(percentOf(scan, close)).toBe(100);
    expect(toggleZoom(scan, close, middle)).toEqual(fitView(scan));
    expect(toggleZoom(tiny, fitView(tiny), middle).scale).toBe(2 * fitScale(tiny));
  });

  it("steps over round percentages up to 800 and back to fit", () => {
    let view = fitView(scan);
    const up: number[] = [];
    for (let step = 0; step < 8; step += 1) {
      view = zoomAt(scan, view, nextScale(scan, view, 1), middle);
      up.push(percentOf(scan, view));
    }
    expect(up).toEqual([25, 50, 100, 200, 400, 800, 800, 800]);
    for (let step = 0; step < 8; step += 1) view = zoomAt(scan, view, nextScale(scan, view, -1), middle);
    expect(isFit(scan, view)).toBe(true);
  });

  it("follows two fingers: twice as far apart is twice as large, and their middle moves the photo", () => {
    const start = zoomAt(scan, fitView(scan), 1, middle);
    const from = [
      { x: 300, y: 300 },
      { x: 500, y: 300 },
    ] as const;
    const to = [
      { x: 250, y: 330 },
      { x: 650, y: 330 },
    ] as const;
    const end = pinch(scan, start, from, to);
    expect(end.scale).toBeCloseTo(2);
    const under = toPhotoPoint(scan, start, { x: 400, y: 300 });
    const now = toPhotoPoint(scan, end, { x: 450, y: 330 });
    expect(now?.x).toBeCloseTo(under?.x ?? -1, 3);
    expect(now?.y).toBeCloseTo(under?.y ?? -1, 3);
  });

  it("survives two fingers on one spot", () => {
    const start = fitView(scan);
    const spot = [middle, middle] as const;
    expect(pinch(scan, start, spot, [middle, { x: 500, y: 300 }]).scale).toBe(start.scale);
  });
});

describe("every view", () => {
  it("leaves no gap beside a photo that is larger than the pane, and centers one that is smaller", () => {
    fc.assert(
      fc.property(scenes, views, (scene, wanted) => {
        const view = clampView(scene, wanted);
        const box = visibleBox(scene, view);
        const axes = [
          { pane: scene.pane.width, photo: scene.photo.width * view.scale, from: box.left, shown: box.width },
          { pane: scene.pane.height, photo: scene.photo.height * view.scale, from: box.top, shown: box.height },
        ];
        for (const { pane, photo, from, shown } of axes) {
          expect(Math.abs(shown - Math.min(pane, photo))).toBeLessThanOrEqual(1);
          expect(Math.abs(from - Math.max(0, (pane - photo) / 2))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("has its corner on a device pixel", () => {
    fc.assert(
      fc.property(scenes, views, (scene, wanted) => {
        const { x } = clampView(scene, wanted);
        expect(x * scene.pixelRatio).toBeCloseTo(Math.round(x * scene.pixelRatio), 6);
      }),
    );
  });

  it("keeps scale and middle when the pane changes", () => {
    const view = zoomAt(scan, fitView(scan), 2, { x: 300, y: 200 });
    const half = { ...scan, pane: { width: 400, height: 600 } };
    const moved = moveToScene(scan, view, half);
    expect(moved.scale).toBe(2);
    const before = toPhotoPoint(scan, view, middle);
    expect(toPhotoPoint(half, moved, { x: 200, y: 300 })?.x).toBeCloseTo(before?.x ?? -1, 3);
  });

  it("stops at the edges of the photo", () => {
    const view = zoomAt(scan, fitView(scan), 1, middle);
    expect(panBy(scan, view, { x: 1e6, y: 1e6 })).toEqual({ scale: 1, x: 0, y: 0 });
    expect(panBy(scan, view, { x: -1e6, y: -1e6 })).toEqual({ scale: 1, x: -5200, y: -3400 });
  });
});

it("knows points of the photo, and none beside it", () => {
  const view = { scale: 0.1, x: 100, y: 50 };
  expect(toPhotoPoint(scan, view, { x: 400, y: 250 })).toEqual({ x: 0.5, y: 0.5 });
  expect(toPhotoPoint(scan, view, { x: 99, y: 250 })).toBeNull();
});

it("lays two pictures where they are largest", () => {
  expect(splitPane({ width: 1000, height: 600 }, { width: 400, height: 600 })).toBe("columns");
  expect(splitPane({ width: 360, height: 600 }, { width: 600, height: 400 })).toBe("rows");
});
