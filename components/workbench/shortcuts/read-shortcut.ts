type Keys = { keys: readonly string[]; label: string; text: string; with?: "control" | "alt" };

export const shortcuts = {
  run: { keys: ["Enter"], label: "Enter", text: "Colorize the photos that are ready" },
  next: { keys: ["j"], label: "J", text: "Next photo" },
  previous: { keys: ["k"], label: "K", text: "Previous photo" },
  selectAll: { keys: ["a"], label: "Ctrl A", text: "Select all photos", with: "control" },
  select: { keys: ["s"], label: "S", text: "Select the open photo, or not" },
  cancel: { keys: ["escape"], label: "Esc", text: "End the selection, or stop what is in progress" },
  moveUp: { keys: ["arrowup"], label: "Alt ↑", text: "Move the photo up in the list", with: "alt" },
  moveDown: { keys: ["arrowdown"], label: "Alt ↓", text: "Move the photo down in the list", with: "alt" },
  original: { keys: ["o"], label: "O", text: "Hold to see the original" },
  prepare: { keys: ["c"], label: "C", text: "Turn and crop the photo" },
  download: { keys: ["d"], label: "D", text: "Download the output" },
  retry: { keys: ["r"], label: "R", text: "Retry a failed photo" },
  remove: { keys: ["delete", "backspace"], label: "Del", text: "Remove the photo, or delete its result" },
  help: { keys: ["?"], label: "?", text: "Show this list" },
} as const satisfies Record<string, Keys>;
export type Shortcut = keyof typeof shortcuts;

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;
/** Where the focus is: in a text field every key is text, on a control Enter presses it, in a dialog keys belong to the dialog. */
export type Focus = "page" | "control" | "text" | "dialog";

/** The action of a key press; null when the key is not meant for the workbench. Ctrl is ⌘ on a Mac. */
export function readShortcut(press: Press, focus: Focus): Shortcut | null {
  if (focus === "text" || focus === "dialog") return null;
  const held = press.altKey ? "alt" : press.ctrlKey || press.metaKey ? "control" : undefined;
  const key = press.key === "Enter" ? "Enter" : press.key.toLowerCase();
  if (key === "Enter" && focus === "control") return null;
  const found = entries.find(([, { keys, with: modifier }]) => modifier === held && keys.includes(key));
  return found ? found[0] : null;
}

const entries = Object.entries(shortcuts) as [Shortcut, Keys][];
