import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import { fitScale, isFit, percentOf, type Scene, type Size } from "./geometry";
import { type Frames, Viewport, type ViewportState } from "./viewport";

export const browserFrames: Frames = {
  now: () => performance.now(),
  request: (draw) => requestAnimationFrame(draw),
  cancel: (frame) => cancelAnimationFrame(frame),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  reducesMotion: () => matchMedia("(prefers-reduced-motion: reduce)").matches,
};

/** Around a photo that fits, by the pane's width in CSS pixels. */
const marginOf = ({ width, height }: Size) =>
  Math.min(width < 480 ? 12 : width < 900 ? 24 : 32, Math.min(width, height) / 8);

const nothing: Scene = { pane: { width: 0, height: 0 }, photo: { width: 4, height: 3 }, margin: 0, pixelRatio: 1 };

/** The viewport of a stage. It knows its photo and its pane only once `usePhotoSize` and `usePaneSize` have run. */
export function useViewport(): Viewport {
  const [viewport] = useState(() => new Viewport(nothing, browserFrames));
  useEffect(() => () => viewport.close(), [viewport]);
  return viewport;
}

/** Gives the viewport its photo, whose size is in its own pixels. */
export function usePhotoSize(viewport: Viewport, { width, height }: Size): void {
  useLayoutEffect(() => viewport.change({ photo: { width, height } }), [viewport, width, height]);
}

/** Keeps the viewport as large as its pane, and at the resolution of the screen. */
export function usePaneSize(viewport: Viewport, pane: HTMLElement | null): void {
  useLayoutEffect(() => {
    if (!pane) return;
    const measure = () => {
      const size = { width: pane.clientWidth, height: pane.clientHeight };
      if (size.width > 0 && size.height > 0)
        viewport.change({ pane: size, margin: marginOf(size), pixelRatio: devicePixelRatio });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(pane);
    return () => observer.disconnect();
  }, [viewport, pane]);
}

/** Runs `place` at once and at every change, outside React. */
export function usePlacing(viewport: Viewport, place: ((state: ViewportState) => void) | null): void {
  useLayoutEffect(() => {
    if (!place) return;
    place(viewport.read());
    return viewport.subscribe(() => place(viewport.read()));
  }, [viewport, place]);
}

/** A value of the viewport; the component is rendered only when it changes. */
export function useViewportValue<Value extends number | boolean>(
  viewport: Viewport,
  read: (state: ViewportState) => Value,
): Value {
  const snapshot = () => read(viewport.read());
  return useSyncExternalStore(viewport.subscribe, snapshot, snapshot);
}

export const readZoomed = ({ scene, view }: ViewportState): boolean => !isFit(scene, view);
export const readPercent = ({ scene, view }: ViewportState): number => percentOf(scene, view);
/** How many device pixels wide the photo is where it fits. */
export const readFitPixels = ({ scene }: ViewportState): number =>
  Math.round(fitScale(scene) * scene.photo.width * scene.pixelRatio);
