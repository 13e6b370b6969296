import { useEffect, useRef } from "react";
import type { AdjustSession } from "./adjust-session";
import { resizeBrush } from "./hints/brush-size";

type Keys = Pick<AdjustSession, "undo" | "redo" | "canUndo" | "canRedo" | "tool" | "setTool" | "brush" | "setBrush">;

/** Ctrl or ⌘ with Z undoes, with Shift redoes; while a tool is chosen, [ and ] size the brush and Escape puts it away. */
export function useAdjustKeys(keys: Keys | null): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!latest.current || belongsElsewhere(event.target)) return;
      const run = readKey(event, latest.current);
      if (!run) return;
      event.preventDefault();
      run();
    };
    // Before the workbench's own keys, whose Escape cancels what is being sent.
    addEventListener("keydown", press, { capture: true });
    return () => removeEventListener("keydown", press, { capture: true });
  }, []);
}

function readKey(event: KeyboardEvent, keys: Keys): (() => void) | null {
  const key = event.key.toLowerCase();
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if (isRedo) return keys.canRedo ? keys.redo : null;
    return key === "z" && keys.canUndo ? keys.undo : null;
  }
  if (!keys.tool) return null;
  const { radius } = keys.brush;
  if (key === "[") return () => keys.setBrush({ radius: resizeBrush(radius, -1) });
  if (key === "]") return () => keys.setBrush({ radius: resizeBrush(radius, 1) });
  return key === "escape" ? () => keys.setTool(null) : null;
}

/** In a text field undo is the field's own; a dialog or a menu has its own Escape. */
function belongsElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog], [role=alertdialog], [role=menu]")) return true;
  if (!(target instanceof HTMLElement)) return false;
  const isText = target.closest("textarea, select, input:not([type=color], [type=range], [type=checkbox])");
  return isText !== null || target.isContentEditable;
}
