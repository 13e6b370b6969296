export type ZoomKey = "in" | "out" | "fit" | "actual" | "full screen";
type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

const keys: Record<string, ZoomKey | undefined> = {
  "+": "in",
  // The key of the plus, without shift.
  "=": "in",
  "-": "out",
  "−": "out",
  _: "out",
  "0": "fit",
  "1": "actual",
  f: "full screen",
};

/** What a key does to the stage; null for any other, and for the browser's own combinations. */
export const readZoomKey = ({ key, ctrlKey, metaKey, altKey }: Press): ZoomKey | null =>
  ctrlKey || metaKey || altKey ? null : (keys[key.toLowerCase()] ?? null);

/** The stage's keys for the list of shortcuts. */
export const stageShortcuts = [
  { label: "+ −", text: "Zoom in and out" },
  { label: "0", text: "Show the whole photo" },
  { label: "1", text: "Show the photo at 100%" },
  { label: "Space", text: "Hold and drag to move the photo" },
  { label: "F", text: "Full screen" },
] as const;
