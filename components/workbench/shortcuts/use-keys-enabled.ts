import { useEffect, useState } from "react";

const storageKey = "pixomax-single-keys";

/** Single keys can be switched off (speech input presses them by accident); the browser remembers. */
export function useKeysEnabled() {
  const [enabled, setEnabled] = useState(true);
  useEffect(() => setEnabled(readStored() !== "off"), []);
  const change = (next: boolean) => {
    setEnabled(next);
    try {
      localStorage.setItem(storageKey, next ? "on" : "off");
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  };
  return [enabled, change] as const;
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
