import { useEffect, useRef, useState } from "react";
import { type Focus, readShortcut, type Shortcut } from "./read-shortcut";

/** Runs `actions` on key presses while `enabled`. Returns whether the key for the original is held down. */
export function useShortcuts(enabled: boolean, actions: Record<Exclude<Shortcut, "original">, () => void>): boolean {
  const [holding, setHolding] = useState(false);
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!enabled) return;
    const down = (event: KeyboardEvent) => {
      const shortcut = event.defaultPrevented ? null : readShortcut(event, readFocus(event.target));
      if (!shortcut) return;
      if (shortcut === "original") return setHolding(true);
      if (event.repeat) return;
      event.preventDefault();
      latest.current[shortcut]();
    };
    const up = (event: KeyboardEvent) => event.key.toLowerCase() === "o" && setHolding(false);
    const release = () => setHolding(false);
    addEventListener("keydown", down);
    addEventListener("keyup", up);
    addEventListener("blur", release);
    return () => {
      removeEventListener("keydown", down);
      removeEventListener("keyup", up);
      removeEventListener("blur", release);
      setHolding(false);
    };
  }, [enabled]);
  return holding;
}

export function readFocus(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return "page";
  if (document.querySelector("[role=dialog], [role=alertdialog], [role=menu]")) return "dialog";
  if (target.matches(":read-write") || target.closest("select")) return "text";
  // The button of the current photo does nothing when pressed, so Enter runs the workbench there too.
  if (target.matches("button[aria-current=true]")) return "page";
  return target.closest("button, a, input, [role=slider], [role=radio], [role=checkbox]") ? "control" : "page";
}
