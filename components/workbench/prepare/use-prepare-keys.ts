import { useEffect, useRef } from "react";
import { readFocus } from "../shortcuts/use-shortcuts";

type Keys = { done: () => void; cancel: () => void };

/** Enter and C end turning and cropping, Escape takes it back. Enter on a button presses that. */
export function usePrepareKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const run = readKey(event, latest.current);
      if (!run) return;
      event.preventDefault();
      run();
    };
    // Before the workbench's own keys, whose Enter colors and whose Escape stops what is being sent.
    addEventListener("keydown", press, { capture: true });
    return () => removeEventListener("keydown", press, { capture: true });
  }, []);
}

function readKey(event: KeyboardEvent, { done, cancel }: Keys): (() => void) | null {
  // A key that is held down still belongs to what it did first.
  if (event.repeat) return null;
  const focus = readFocus(event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || focus === "text" || focus === "dialog") return null;
  if (event.key === "Escape") return cancel;
  if (event.key.toLowerCase() === "c") return done;
  // On the slider Enter means nothing of its own.
  const isSlider = event.target instanceof Element && event.target.matches("[role=slider]");
  return event.key === "Enter" && (focus === "page" || isSlider) ? done : null;
}
