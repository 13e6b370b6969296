export const shortcuts = {
  run: { keys: ["Enter"], label: "Enter", text: "Colorize all ready photos" },
  next: { keys: ["j"], label: "J", text: "Next photo" },
  previous: { keys: ["k"], label: "K", text: "Previous photo" },
  original: { keys: ["o"], label: "O", text: "Hold to see the original" },
  download: { keys: ["d"], label: "D", text: "Download the output" },
  retry: { keys: ["r"], label: "R", text: "Retry a failed photo" },
  remove: { keys: ["delete", "backspace"], label: "Del", text: "Remove the photo" },
  help: { keys: ["?"], label: "?", text: "Show this list" },
} as const;
export type Shortcut = keyof typeof shortcuts;

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;
/** Where the focus is: in a text field every key is text, on a control Enter presses it, in a dialog keys belong to the dialog. */
export type Focus = "page" | "control" | "text" | "dialog";

/** The action of a key press; null when the key is not meant for the workbench. */
export function readShortcut(press: Press, focus: Focus): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey || focus === "text" || focus === "dialog") return null;
  const key = press.key === "Enter" ? "Enter" : press.key.toLowerCase();
  if (key === "Enter" && focus === "control") return null;
  const found = Object.entries(shortcuts).find(([, { keys }]) => (keys as readonly string[]).includes(key));
  return found ? (found[0] as Shortcut) : null;
}
