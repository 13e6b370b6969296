import { useEffect, useState } from "react";

const storageKey = "pixomax-single-keys";

/** Single-key shortcuts can be switched off, since speech input triggers them by accident. The browser remembers it. */
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
