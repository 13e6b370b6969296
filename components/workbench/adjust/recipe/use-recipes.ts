import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { neutralRecipe, type Recipe } from "@/lib/contract/photos/recipe";
import type { AdjustVersion } from "../adjust-session";
import { changeRecipe, endGesture, type RecipeHistory, redo, startHistory, undo } from "./recipe-history";
import { createRecipeSaver, type SaveState } from "./recipe-saver";
import { saveRecipe } from "./save-recipe";

type Step = (history: RecipeHistory) => RecipeHistory;

/** A photo that nobody touched here has the recipe that the server knows, so that another tab's changes are seen. */
const historyOf = (histories: Map<string, RecipeHistory>, { job }: AdjustVersion): RecipeHistory =>
  histories.get(job.jobId) ?? startHistory(job.recipe ?? neutralRecipe);

/** The recipes of this page's photos with their undo, and their way to the server. */
export function useRecipes(version: AdjustVersion | null) {
  // The map itself changes, so that two steps within one event build on each other; the number makes React look.
  const histories = useRef(new Map<string, RecipeHistory>());
  const [, setChanges] = useState(0);
  const [saving, setSaving] = useState<Record<string, SaveState>>({});
  const saver = useSaver((jobId, state) => setSaving((old) => ({ ...old, [jobId]: state })));

  const history = version && historyOf(histories.current, version);
  const stepOf = (target: AdjustVersion, step: Step) => {
    const old = historyOf(histories.current, target);
    const next = step(old);
    if (next === old) return;
    histories.current.set(target.job.jobId, next);
    setChanges((count) => count + 1);
    if (next.present !== old.present) saver.save(target.job.jobId, next.present);
  };
  const step = (next: Step): void => {
    if (version) stepOf(version, next);
  };
  return {
    recipe: history?.present ?? neutralRecipe,
    saving: (version && saving[version.job.jobId]) ?? { state: "saved" as const },
    canUndo: history !== null && history.past.length > 0,
    canRedo: history !== null && history.future.length > 0,
    /** The recipe of this very moment, which a later render shows. */
    latest: (): Recipe => (version ? historyOf(histories.current, version).present : neutralRecipe),
    change: (recipe: Recipe, gesture?: string) => step((old) => changeRecipe(old, recipe, gesture)),
    endGesture: () => step(endGesture),
    undo: () => step(undo),
    redo: () => step(redo),
    /** Gives other photos this one's sliders; their hints are about what they show, so they keep their own. */
    applyLookTo(others: AdjustVersion[]) {
      const look = version ? historyOf(histories.current, version).present : neutralRecipe;
      for (const other of others) {
        stepOf(other, (old) => changeRecipe(old, { ...look, hints: old.present.hints }));
      }
    },
    flush: async (): Promise<boolean> => (version ? saver.flush(version.job.jobId) : true),
  };
}

function useSaver(onState: (jobId: string, state: SaveState) => void) {
  const queryClient = useQueryClient();
  const isGone = useRef(false);
  const report = useRef(onState);
  useEffect(() => {
    report.current = onState;
  });
  const saver = useMemo(
    () =>
      createRecipeSaver({
        send: (jobId, recipe) => saveRecipe(queryClient, jobId, recipe),
        onState: (jobId, state) => {
          if (!isGone.current) report.current(jobId, state);
          else if (state.state === "failed") toast.error(`The last adjustments were not saved. ${state.detail}`);
        },
      }),
    [queryClient],
  );
  useEffect(() => {
    isGone.current = false;
    addEventListener("pagehide", saver.flushAll);
    return () => {
      isGone.current = true;
      removeEventListener("pagehide", saver.flushAll);
      saver.flushAll();
    };
  }, [saver]);
  return saver;
}
