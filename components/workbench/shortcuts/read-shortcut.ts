export const shortcuts = {
  run: { keys: ["Enter"], label: "Enter", text: "Colorize what is ready" },
  next: { keys: ["j"], label: "J", text: "Next photo" },
  previous: { keys: ["k"], label: "K", text: "Previous photo" },
  original: { keys: ["o"], label: "O", text: "Hold to see the original" },
  download: { keys: ["d"], label: "D", text: "Download the result" },
  retry: { keys: ["r"], label: "R", text: "Retry a failed photo" },
  remove: { keys: ["delete", "backspace"], label: "Del", text: "Remove the photo" },
  help: { keys: ["?"], label: "?", text: "This list" },
} as const;
export type Shortcut = keyof typeof shortcuts;

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;
/** Where the keyboard is: in a text field every key is text; on a control Enter presses it; in a dialog keys belong to the dialog. */
export type Focus = "page" | "control" | "text" | "dialog";

/** What a key press asks the workbench to do; null when it is not meant for it. */
export function readShortcut(press: Press, focus: Focus): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey || focus === "text" || focus === "dialog") return null;
  const key = press.key === "Enter" ? "Enter" : press.key.toLowerCase();
  if (key === "Enter" && focus === "control") return null;
  const found = Object.entries(shortcuts).find(([, { keys }]) => (keys as readonly string[]).includes(key));
  return found ? (found[0] as Shortcut) : null;
}
