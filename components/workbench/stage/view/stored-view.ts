import { useState } from "react";
import { z } from "zod";

/** How before and after are compared: a slider, next to each other, or one of them at a time. */
export const compareViews = ["slider", "side", "result"] as const;
export type CompareView = (typeof compareViews)[number];

const storageKey = "pixomax-stage-view";
const storedSchema = z.enum(compareViews).catch("slider");

/** The view that the browser remembers. */
export function useStoredView() {
  const [view, setView] = useState<CompareView>(readStored);
  const change = (next: CompareView) => {
    setView(next);
    try {
      localStorage.setItem(storageKey, next);
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  };
  return [view, change] as const;
}

function readStored(): CompareView {
  try {
    return storedSchema.parse(typeof localStorage === "undefined" ? null : localStorage.getItem(storageKey));
  } catch {
    return "slider";
  }
}
