import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { fetchJson } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import { attemptListSchema, photoListSchema } from "@/lib/contract/job-search";
import { type JobFilters, toSearchQuery } from "../job-filters-in-address";
import { isRunning } from "../use-jobs";

const pageSize = 60;
const pollMs = 2_000;
/** Every page is read again: with many of them less often. */
const slowPollMs = 10_000;
const fewPages = 4;

/** The account's photos, each once. */
export const usePhotoPages = (filters: JobFilters) =>
  useJobPages("photos", filters, photoListSchema, ({ photos }) => photos.some(({ job }) => isRunning(job)));

/** Every attempt at a photo. */
export const useAttemptPages = (filters: JobFilters) =>
  useJobPages("attempts", filters, attemptListSchema, ({ attempts }) =>
    attempts.some((attempt) => attempt.kind === "job" && isRunning(attempt.job)),
  );

/** Page after page of a list, read again while a job runs. The shown list stays while another one is searched. */
function useJobPages<Schema extends z.ZodType<{ nextCursor: string | null }>>(
  path: "photos" | "attempts",
  filters: JobFilters,
  schema: Schema,
  isAtWork: (page: z.infer<Schema>) => boolean,
) {
  const search = toSearchQuery(filters);
  return useInfiniteQuery({
    queryKey: [...queryKeys.jobs, path, search, filters.cursor ?? null],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(search);
      query.set("limit", String(pageSize));
      if (pageParam) query.set("cursor", pageParam);
      return fetchJson(`/api/console/${path}?${query}`, schema, { signal });
    },
    initialPageParam: filters.cursor ?? "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => {
      if (!data?.pages.some(isAtWork)) return false;
      return data.pages.length > fewPages ? slowPollMs : pollMs;
    },
  });
}
