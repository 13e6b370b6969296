import { useEffect, useRef, useState } from "react";
import { readFocus } from "../../shortcuts/use-shortcuts";
import { readZoomKey } from "./read-zoom-key";
import type { Viewport } from "./viewport";

/** The zoom keys, wherever the focus is but in a text field or a dialog. `enabled` is the switch for single keys. */
export function useZoomKeys(enabled: boolean, viewport: Viewport, onFullScreen: () => void): void {
  const latest = useRef(onFullScreen);
  useEffect(() => {
    latest.current = onFullScreen;
  });
  useEffect(() => {
    if (!enabled) return;
    const down = (event: KeyboardEvent) => {
      const focus = readFocus(event.target);
      if (event.defaultPrevented || focus === "text" || focus === "dialog") return;
      const key = readZoomKey(event);
      if (!key) return;
      event.preventDefault();
      if (key === "in") viewport.step(1);
      if (key === "out") viewport.step(-1);
      if (key === "fit") viewport.fit();
      if (key === "actual") viewport.showActualSize();
      if (key === "full screen" && !event.repeat) latest.current();
    };
    addEventListener("keydown", down);
    return () => removeEventListener("keydown", down);
  }, [enabled, viewport]);
}

/** Whether space is held to move the photo: only while the pointer is over it, and never where space presses a control. */
export function useSpaceHeld(area: HTMLElement | null): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!area) return;
    const down = (event: KeyboardEvent) => {
      const onSlider = event.target instanceof Element && event.target.matches("[role=slider]");
      if (event.key !== " " || !area.matches(":hover") || (readFocus(event.target) !== "page" && !onSlider)) return;
      event.preventDefault();
      setHeld(true);
    };
    const up = (event: KeyboardEvent) => event.key === " " && setHeld(false);
    const release = () => setHeld(false);
    addEventListener("keydown", down);
    addEventListener("keyup", up);
    addEventListener("blur", release);
    return () => {
      removeEventListener("keydown", down);
      removeEventListener("keyup", up);
      removeEventListener("blur", release);
    };
  }, [area]);
  return held;
}
