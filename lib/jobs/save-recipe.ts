import "server-only";
import type { Recipe } from "../contract/recipe";
import { type Db, noJson } from "../db/client";

/** Keeps the recipe of a job that has succeeded, or none. False for one that has not, or that its owner removed. */
export async function saveRecipe(db: Db, jobId: string, recipe: Recipe | null): Promise<boolean> {
  const { count } = await db.job.updateMany({
    where: { id: jobId, status: "succeeded", removedAt: null },
    data: { recipe: recipe ?? noJson },
  });
  return count === 1;
}
