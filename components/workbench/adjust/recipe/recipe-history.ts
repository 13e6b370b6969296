import type { Recipe } from "@/lib/contract/photos/recipe";

const maxSteps = 100;

/** The recipes of one photo, for undo and redo. */
export type RecipeHistory = {
  /** Oldest first. */
  past: Recipe[];
  present: Recipe;
  /** What undo took back, next first. */
  future: Recipe[];
  /** A drag that is going on: its changes are one step. */
  gesture: string | null;
};

export const startHistory = (present: Recipe): RecipeHistory => ({ past: [], present, future: [], gesture: null });

/** A new recipe as a step of its own, or as part of the `gesture` that goes on. */
export function changeRecipe(history: RecipeHistory, recipe: Recipe, gesture: string | null = null): RecipeHistory {
  const { past, present } = history;
  if (recipe === present) return history;
  const continues = gesture !== null && gesture === history.gesture;
  return { past: continues ? past : [...past, present].slice(-maxSteps), present: recipe, future: [], gesture };
}

export const endGesture = (history: RecipeHistory): RecipeHistory =>
  history.gesture === null ? history : { ...history, gesture: null };

export function undo({ past, present, future, ...rest }: RecipeHistory): RecipeHistory {
  const before = past.at(-1);
  if (!before) return { past, present, future, ...rest };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], gesture: null };
}

export function redo({ past, present, future, ...rest }: RecipeHistory): RecipeHistory {
  const [next, ...later] = future;
  if (!next) return { past, present, future, ...rest };
  return { past: [...past, present], present: next, future: later, gesture: null };
}
