import { createContext, useContext } from "react";
import type { Point } from "./geometry";

/** How the photo lies on the screen, for what is drawn over it. */
export type StageView = {
  /** A point of the window (`clientX`, `clientY`) as shares of the photo's width and height; null beside the photo. */
  toPhoto: (clientX: number, clientY: number) => Point | null;
  /** CSS pixels per pixel of the photo. */
  scale: number;
  /** Of the photo, in its own pixels. */
  width: number;
  height: number;
};

export const StageViewContext = createContext<StageView | null>(null);

/** Inside a stage's `overlay` only. */
export function useStageView(): StageView {
  const view = useContext(StageViewContext);
  if (!view) throw new Error("useStageView is for what is drawn in a stage's overlay.");
  return view;
}
