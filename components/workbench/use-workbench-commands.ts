import { useCommands } from "@/components/ui/commands/use-commands";
import { formatCount } from "@/lib/format/format-numbers";
import type { WaysIn } from "./intake/use-ways-in";
import { isInProgress } from "./queue/queue-photo";
import type { WorkbenchState } from "./use-workbench";

/** What the command menu offers in the workbench: only what is possible now. */
export function useWorkbenchCommands(
  workbench: WorkbenchState,
  { choosePhotos, chooseFolder, enterAddresses }: WaysIn,
  onHelp: () => void,
): void {
  const { photos, toSend, price, act, selection } = workbench;
  const ready = price.affordable === toSend.length ? toSend.length : 0;
  const done = photos.filter(({ chosen }) => chosen !== null);
  const failed = photos.filter(({ state }) => state === "failed");
  const atWork = photos.filter(isInProgress);
  const offer = (count: number, id: string, label: string, run: () => void, keys?: string) =>
    count > 0 ? [{ id, label, keys, run }] : [];
  useCommands([
    ...offer(ready, "run", `Colorize ${formatCount(ready, "photo")}`, () => workbench.run(ready), "Enter"),
    { id: "choose-photos", label: "Choose photos", run: choosePhotos },
    { id: "choose-folder", label: "Choose a folder", run: chooseFolder },
    { id: "enter-addresses", label: "Add photos from an address", run: enterAddresses },
    ...offer(done.length, "download-all", `Download ${formatCount(done.length, "photo")}`, () => act("download", done)),
    ...offer(failed.length, "retry-all", `Retry ${formatCount(failed.length, "photo")}`, () => act("retry", failed)),
    ...offer(atWork.length, "stop-all", `Stop ${formatCount(atWork.length, "photo")}`, () => act("stop", atWork)),
    ...offer(photos.length, "select-all", "Select all photos", selection.all),
    { id: "help", label: "Keyboard shortcuts", keys: "?", run: onHelp },
  ]);
}
