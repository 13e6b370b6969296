import { useEffect, useState } from "react";
import { extendTo, nothing, selectAll, selectedOf, toggle } from "./selection";

type Keys = { onDelete: (ids: string[]) => void };

/**
 * The selection of a list, by pointer and by keyboard: Ctrl/⌘-A takes everything that is loaded, Escape nothing, Delete deletes.
 * @param order the ids of the list, in its order
 */
export function useSelection(order: readonly string[], { onDelete }: Keys) {
  const [selection, setSelection] = useState(nothing);
  const selected = selectedOf(selection, order);
  const clear = () => setSelection(nothing);
  const all = () => setSelection(selectAll(order));
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target)) return;
      const withCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (withCommand && event.key.toLowerCase() === "a") setSelection(selectAll(order));
      else if (event.key === "Escape" && selected.length > 0) setSelection(nothing);
      else if (event.key === "Delete" && selected.length > 0) onDelete(selected);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
  return {
    selected,
    isSelected: (id: string) => selection.chosen.has(id),
    /** @param isRange everything between this one and the one chosen last */
    choose: (id: string, isRange: boolean) =>
      setSelection((now) => (isRange ? extendTo(now, id, order) : toggle(now, id))),
    all,
    clear,
  };
}
export type ListSelection = ReturnType<typeof useSelection>;

/** Where these keys have a meaning of their own. */
const isElsewhere = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]") !== null;
