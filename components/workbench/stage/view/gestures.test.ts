import { beforeEach, describe, expect, it } from "vitest";
import type { Point } from "./geometry";
import { Gestures, type Press, wheelFactor } from "./gestures";
import { type Frames, Viewport } from "./viewport";

const scene = { pane: { width: 800, height: 600 }, photo: { width: 6000, height: 4000 }, margin: 20, pixelRatio: 1 };
const middle = { x: 400, y: 300 };
const mouse = { id: 1, at: middle, touch: false, primary: true, button: 0, space: false, onHandle: false };
const finger = (id: number, at: Point): Press => ({ ...mouse, id, at, touch: true, primary: id === 1 });

let timers: (() => void)[] = [];
let loupe: Point | null = null;
let viewport: Viewport;
let gestures: Gestures;

beforeEach(() => {
  timers = [];
  loupe = null;
  const after: Frames["after"] = (_ms, work) => {
    timers.push(work);
    return () => {
      timers = timers.filter((each) => each !== work);
    };
  };
  const still = { now: () => 0, request: () => 0, cancel: () => {}, after, reducesMotion: () => true };
  viewport = new Viewport(scene, still);
  const onLoupe = (at: Point | null) => {
    loupe = at;
  };
  gestures = new Gestures({ viewport, after, onLoupe });
});

const holdStill = () => {
  for (const work of timers.splice(0)) work();
};
const corner = () => ({ x: viewport.read().view.x, y: viewport.read().view.y });

describe("a drag", () => {
  it("is the slider's while the photo fits, and moves the photo once it is larger", () => {
    gestures.press(mouse);
    expect(gestures.claims).toBe(false);
    gestures.release(1);
    viewport.showActualSize();
    const before = corner();
    gestures.press(mouse);
    gestures.move(1, { x: 430, y: 280 });
    expect(corner()).toEqual({ x: before.x + 30, y: before.y - 20 });
  });

  it("on the handle is the slider's at every zoom, but not while space is held", () => {
    viewport.showActualSize();
    gestures.press({ ...mouse, onHandle: true });
    expect(gestures.claims).toBe(false);
    gestures.release(1);
    gestures.press({ ...mouse, onHandle: true, space: true });
    expect(gestures.claims).toBe(true);
  });

  it("belongs to what is drawn over the photo; space, wheel button and two fingers still move it", () => {
    viewport.showActualSize();
    gestures.overlayActive = true;
    gestures.press(mouse);
    expect(gestures.claims).toBe(false);
    gestures.release(1);
    for (const press of [
      { ...mouse, space: true },
      { ...mouse, button: 1 },
    ]) {
      gestures.press(press);
      expect(gestures.claims).toBe(true);
      gestures.release(1);
    }
    gestures.press(finger(1, middle));
    expect(gestures.claims).toBe(false);
    gestures.press(finger(2, { x: 500, y: 300 }));
    expect(gestures.claims).toBe(true);
  });

  it("of the right button is nobody's", () => {
    viewport.showActualSize();
    gestures.press({ ...mouse, button: 2 });
    expect(gestures.claims).toBe(false);
  });
});

describe("fingers", () => {
  it("make no pair with one that was let go where nobody saw it", () => {
    gestures.press(finger(1, middle));
    gestures.press({ ...finger(3, { x: 500, y: 300 }), primary: true });
    expect(gestures.claims).toBe(false);
    expect(gestures.pointers).toEqual([3]);
  });

  it("zoom by their distance, and the one that stays moves the photo on", () => {
    const before = viewport.read().view.scale;
    gestures.press(finger(1, { x: 350, y: 300 }));
    gestures.press(finger(2, { x: 450, y: 300 }));
    gestures.move(1, { x: 300, y: 300 });
    gestures.move(2, { x: 500, y: 300 });
    expect(viewport.read().view.scale / before).toBeCloseTo(2);
    gestures.release(2);
    const { x } = corner();
    gestures.move(1, { x: 290, y: 300 });
    expect(corner().x).toBe(x - 10);
  });

  it("that hold still open the loupe, which follows and closes with them", () => {
    gestures.press(finger(1, middle));
    gestures.move(1, { x: 403, y: 301 });
    holdStill();
    expect(loupe).toEqual(middle);
    gestures.move(1, { x: 450, y: 320 });
    expect(loupe).toEqual({ x: 450, y: 320 });
    gestures.release(1);
    expect(loupe).toBeNull();
  });

  it("that have moved, a second one, and a mouse open none", () => {
    gestures.press(finger(1, middle));
    gestures.move(1, { x: 420, y: 300 });
    holdStill();
    expect(loupe).toBeNull();
    gestures.release(1);
    gestures.press(finger(1, middle));
    gestures.press(finger(2, { x: 500, y: 300 }));
    holdStill();
    expect(loupe).toBeNull();
    gestures.close();
    gestures.press(mouse);
    holdStill();
    expect(loupe).toBeNull();
  });
});

it("the wheel zooms in upwards, by as much as it zooms out, and no single turn leaps", () => {
  expect(wheelFactor(-120, 0, false)).toBeCloseTo(1.27, 2);
  expect(wheelFactor(-120, 0, false) * wheelFactor(120, 0, false)).toBeCloseTo(1);
  expect(wheelFactor(-3, 1, false)).toBeCloseTo(1.1, 2);
  for (const pinches of [true, false]) expect(wheelFactor(-1e6, 2, pinches)).toBeLessThan(1.7);
});
