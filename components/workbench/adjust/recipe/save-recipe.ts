import type { QueryClient } from "@tanstack/react-query";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { type JobAnswer, type JobList, jobListSchema, jobSchema } from "@/lib/contract/console-jobs";
import { isNeutral, type Recipe } from "@/lib/contract/photos/recipe";

/**
 * Stores a job's recipe on the server. It also becomes part of the jobs that were loaded before, so that a page that opens next
 * does not begin with the recipe before.
 * @throws {ApiProblem}
 */
export async function saveRecipe(queryClient: QueryClient, jobId: string, recipe: Recipe): Promise<void> {
  const job = await fetchJson(`/api/console/jobs/${jobId}/recipe`, jobSchema, {
    method: "PATCH",
    body: isNeutral(recipe) ? null : recipe,
    keepalive: true,
  });
  queryClient.setQueriesData<unknown>({ queryKey: queryKeys.workbenchJobs }, (old: unknown) =>
    isJobList(old) ? { ...old, jobs: old.jobs.map((each) => takeRecipe(each, job)) } : old,
  );
  // The lists of other pages are read again when they are opened.
  await queryClient.invalidateQueries({ queryKey: queryKeys.jobs, refetchType: "none" });
}

const isJobList = (value: unknown): value is JobList => jobListSchema.safeParse(value).success;

/** The links stay those that the page shows already. */
const takeRecipe = (old: JobAnswer, { jobId, recipe }: JobAnswer): JobAnswer =>
  old.jobId === jobId ? { ...old, recipe } : old;
