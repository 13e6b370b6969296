import { type MouseEvent, type PointerEvent, useEffect, useState } from "react";
import { isFit } from "./geometry";
import { Gestures, wheelFactor } from "./gestures";
import { browserFrames } from "./use-viewport";
import type { Viewport } from "./viewport";

type Options = {
  pane: HTMLElement | null;
  viewport: Viewport;
  overlayActive: boolean;
  spaceHeld: boolean;
  onLoupe: (at: { x: number; y: number } | null) => void;
};

/** Turns the pointers and the wheel of a pane into movements of its viewport. Returns the pane's handlers. */
export function usePaneGestures({ pane, viewport, overlayActive, spaceHeld, onLoupe }: Options) {
  const [gestures] = useState(() => new Gestures({ viewport, after: browserFrames.after, onLoupe }));
  useEffect(() => {
    gestures.overlayActive = overlayActive;
  }, [gestures, overlayActive]);
  useEffect(() => () => gestures.close(), [gestures]);
  useNativeListeners(pane, viewport, gestures);

  const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const box = pane?.getBoundingClientRect();
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
  };
  const press = (event: PointerEvent<HTMLElement>) => {
    gestures.press({
      id: event.pointerId,
      at: pointOf(event),
      touch: event.pointerType === "touch",
      primary: event.isPrimary,
      button: event.button,
      space: spaceHeld,
      onHandle: event.target instanceof Element && event.target.closest("[role=slider]") !== null,
    });
    if (!gestures.claims) return;
    event.stopPropagation();
    // Takes the first finger back too, from the slider or from what is drawn over the photo.
    for (const id of gestures.pointers) event.currentTarget.setPointerCapture(id);
    event.currentTarget.focus({ preventScroll: true });
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    gestures.move(event.pointerId, pointOf(event));
    if (gestures.claims) event.stopPropagation();
  };
  const release = (event: PointerEvent<HTMLElement>) => {
    if (gestures.claims) event.stopPropagation();
    gestures.release(event.pointerId);
  };
  return {
    onPointerDownCapture: press,
    onPointerMoveCapture: move,
    onPointerUpCapture: release,
    onPointerCancelCapture: release,
    // Else the wheel button would start the browser's own scrolling.
    onMouseDown: (event: MouseEvent) => event.button === 1 && event.preventDefault(),
    onDoubleClick: (event: MouseEvent) => {
      if (!overlayActive) viewport.toggle(pointOf(event));
    },
  };
}

/** What needs listeners that may prevent the browser's own scrolling; React's cannot. */
function useNativeListeners(pane: HTMLElement | null, viewport: Viewport, gestures: Gestures): void {
  useEffect(() => {
    if (!pane) return;
    const wheel = (event: WheelEvent) => {
      const { scene, view } = viewport.read();
      // A photo that fits cannot become smaller: then the page scrolls.
      if (isFit(scene, view) && event.deltaY >= 0 && !event.ctrlKey) return;
      event.preventDefault();
      if (event.deltaY === 0) return;
      const box = pane.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      viewport.zoomBy(wheelFactor(event.deltaY, event.deltaMode, event.ctrlKey), at);
    };
    const touch = (event: TouchEvent) => {
      if (gestures.claims && event.cancelable) event.preventDefault();
    };
    // A finger that holds still would open the menu of the image.
    const menu = (event: Event) => {
      if (gestures.pointers.length > 0 && gestures.claims) event.preventDefault();
    };
    pane.addEventListener("wheel", wheel, { passive: false });
    pane.addEventListener("touchmove", touch, { passive: false });
    pane.addEventListener("contextmenu", menu);
    return () => {
      pane.removeEventListener("wheel", wheel);
      pane.removeEventListener("touchmove", touch);
      pane.removeEventListener("contextmenu", menu);
    };
  }, [pane, viewport, gestures]);
}
