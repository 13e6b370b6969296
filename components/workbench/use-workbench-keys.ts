import { isInProgress } from "./queue/queue-photo";
import type { Shortcut } from "./shortcuts/read-shortcut";
import type { WorkbenchState } from "./use-workbench";

/** What the keys of the workbench do: with the selected photos, or with the open one while none is selected. */
export function useWorkbenchKeys(
  workbench: WorkbenchState,
  onHelp: () => void,
): Record<Exclude<Shortcut, "original">, () => void> {
  const { open, selection, photos, toSend, price, act } = workbench;
  const chosen = selection.refs.length > 0 ? selection.photos : open ? [open] : [];
  const removeChosen = () => {
    // One step, so that one Undo brings all of it back.
    act(chosen.some(({ job }) => job !== null) ? "delete" : "remove", chosen);
  };
  const cancel = () => {
    if (selection.refs.length > 0 || selection.isSelecting) return selection.clear();
    act("stop", photos.filter(isInProgress));
  };
  return {
    run: () => price.affordable === toSend.length && workbench.run(toSend.length),
    next: () => workbench.step(1),
    previous: () => workbench.step(-1),
    selectAll: selection.all,
    select: () => open && selection.click(open.ref, { toggle: true, range: false }),
    cancel,
    moveUp: () => workbench.moveOpen(-1),
    moveDown: () => workbench.moveOpen(1),
    prepare: () => open && workbench.prepare(open),
    download: () =>
      act(
        "download",
        chosen.filter(({ afterUrl }) => afterUrl !== null),
      ),
    retry: () =>
      act(
        "retry",
        chosen.filter(({ state }) => state === "failed"),
      ),
    remove: removeChosen,
    help: onHelp,
  };
}
