import { useCallback, useEffect, useRef, useState } from "react";
import { isNeutral, type Recipe } from "@/lib/contract/photos/recipe";
import type { AdjustedPicture, AdjustVersion } from "../adjust-session";
import type { openPictureView, PictureView } from "./picture-view";

type Shown = { jobId: string; picture: AdjustedPicture | null; problem: string | null };

/** The picture of a version with its recipe, computed in the browser. The code for it is loaded when it is first needed. */
export function useAdjustedPicture(version: AdjustVersion | null, recipe: Recipe | null) {
  const [shown, setShown] = useState<Shown | null>(null);
  const view = useRef<Promise<PictureView> | null>(null);
  const jobId = version?.job.jobId ?? null;
  const outputUrl = useRef("");
  useEffect(() => {
    outputUrl.current = version?.outputUrl ?? "";
  });

  const open = useCallback(async (): Promise<PictureView | null> => {
    if (!jobId) return null;
    view.current ??= loadView(outputUrl.current, (picture, problem) => setShown({ jobId, picture, problem }));
    try {
      return await view.current;
    } catch {
      view.current = null;
      setShown({ jobId, picture: null, problem: "A part of the studio did not load. Reload the page to see it." });
      return null;
    }
  }, [jobId]);
  // Every photo has its own; the one before gives its memory back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it ends with the photo that `view` was opened for
  useEffect(
    () => () => {
      void view.current?.then(({ close }) => close());
      view.current = null;
      setShown(null);
    },
    [jobId],
  );
  useEffect(() => {
    // Nothing is loaded for a photo that nobody adjusts.
    if (recipe && (view.current || !isNeutral(recipe))) void open().then((opened) => opened?.show(recipe));
  }, [recipe, open]);

  const current = shown?.jobId === jobId && recipe && !isNeutral(recipe) ? shown : null;
  return { picture: current?.picture ?? null, problem: current?.problem ?? null, prepare: () => void open() };
}

const loadView = async (...how: Parameters<typeof openPictureView>): Promise<PictureView> =>
  (await import("./picture-view")).openPictureView(...how);
