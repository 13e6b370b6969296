import { expect, it } from "vitest";
import { percentOf } from "./geometry";
import { type Frames, Viewport } from "./viewport";

/** Frames and timers that run when the test says so. */
function makeFrames(reduces = false) {
  let now = 0;
  let waiting: (() => void)[] = [];
  let timers: (() => void)[] = [];
  const frames: Frames = {
    now: () => now,
    request: (draw) => {
      waiting.push(draw);
      return waiting.length;
    },
    cancel: () => {
      waiting = [];
    },
    after: (_ms, work) => {
      timers.push(work);
      return () => {
        timers = timers.filter((each) => each !== work);
      };
    },
    reducesMotion: () => reduces,
  };
  const frame = (ms: number) => {
    now += ms;
    for (const draw of waiting.splice(0)) draw();
  };
  const rest = () => {
    for (const work of timers.splice(0)) work();
  };
  return { frames, frame, rest, isWaiting: () => waiting.length > 0 };
}

const scene = { pane: { width: 800, height: 600 }, photo: { width: 6000, height: 4000 }, margin: 20, pixelRatio: 1 };
const percent = (viewport: Viewport) => percentOf(viewport.read().scene, viewport.read().view);

it("glides to 100 % over several frames and rests there", () => {
  const clock = makeFrames();
  const viewport = new Viewport(scene, clock.frames);
  viewport.showActualSize();
  clock.frame(40);
  expect(percent(viewport)).toBeGreaterThan(13);
  expect(percent(viewport)).toBeLessThan(100);
  expect(viewport.read().moving).toBe(true);
  clock.frame(500);
  expect(percent(viewport)).toBe(100);
  expect(viewport.read().moving).toBe(false);
  expect(clock.isWaiting()).toBe(false);
});

it("jumps where motion is to be reduced", () => {
  const clock = makeFrames(true);
  const viewport = new Viewport(scene, clock.frames);
  viewport.showActualSize();
  expect(percent(viewport)).toBe(100);
  expect(clock.isWaiting()).toBe(false);
});

it("lets a hand that takes the photo end the animation", () => {
  const clock = makeFrames();
  const viewport = new Viewport(scene, clock.frames);
  viewport.showActualSize();
  clock.frame(40);
  viewport.pan({ x: 5, y: 0 });
  const taken = viewport.read().view.scale;
  clock.frame(500);
  expect(viewport.read().view.scale).toBe(taken);
});

it("rests a moment after the last movement, so that the pictures are drawn sharply", () => {
  const clock = makeFrames();
  const viewport = new Viewport(scene, clock.frames);
  viewport.zoomBy(4, { x: 400, y: 300 });
  expect(viewport.read().moving).toBe(true);
  clock.rest();
  expect(viewport.read().moving).toBe(false);
});

it("tells nobody of a scene that is the same", () => {
  const viewport = new Viewport(scene, makeFrames().frames);
  let told = 0;
  viewport.subscribe(() => {
    told += 1;
  });
  viewport.change({ pane: { width: 800, height: 600 } });
  expect(told).toBe(0);
  viewport.change({ pane: { width: 400, height: 600 } });
  expect(told).toBe(1);
});
