"use client";

import { FileDown, Images, SearchX } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadState } from "@/components/ui/load-state";
import { Skeleton } from "@/components/ui/loading";
import { PageHeader } from "@/components/ui/page-header";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { attemptStates, jobSorts } from "@/lib/contract/job-search";
import { useDeletedIds, useDeleteWithUndo } from "./changes/delete-with-undo";
import { isNarrowed, type JobFilters, readJobFilters, toSearchQuery, writeJobFilters } from "./job-filters-in-address";
import { JobTable } from "./job-table";
import { FilterBar } from "./list/filter-bar";
import { LoadMore } from "./list/load-more";
import { SelectionBar } from "./list/selection-bar";
import { useAttemptPages } from "./list/use-job-pages";
import { useSelection } from "./list/use-selection";

/** The page of jobs. The URL holds the filters, so that links, reload and the Back button work. */
export function JobsView() {
  const router = useRouter();
  const filters = readJobFilters(new URLSearchParams(useSearchParams()));
  const narrow = (next: JobFilters) => router.replace(`/console/jobs${writeJobFilters(next)}`, { scroll: false });
  const query = useAttemptPages(filters);
  const deleted = useDeletedIds();
  const attempts = useMemo(
    () =>
      query.data?.pages
        .flatMap((page) => page.attempts)
        .filter((attempt) => attempt.kind === "refused" || !deleted.has(attempt.job.jobId)) ?? [],
    [query.data, deleted],
  );
  const jobs = attempts.flatMap((attempt) => (attempt.kind === "job" ? [attempt.job] : []));
  const deleteWithUndo = useDeleteWithUndo();
  const remove = (ids: string[]) => {
    deleteWithUndo(ids.map((id) => ({ versions: [id] })));
    selection.clear();
  };
  const selection = useSelection(
    jobs.map(({ jobId }) => jobId),
    { onDelete: remove },
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return (
    <>
      <PageHeader title="Jobs">
        Every attempt at a photo, from the workbench and with your API keys. What was refused before it ran is listed
        for 30 days.
      </PageHeader>
      <div className="grid min-w-0 gap-4 pb-16" aria-busy={query.isPlaceholderData}>
        <FilterBar label="Filter jobs" filters={filters} states={attemptStates} sorts={jobSorts} onChange={narrow}>
          <CsvLink filters={filters} />
        </FilterBar>
        {attempts.length > 0 ? (
          <JobTable
            attempts={attempts}
            selection={selection}
            onMore={hasNextPage && !isFetchingNextPage ? more : null}
          />
        ) : null}
        {query.data && attempts.length === 0 && !hasNextPage ? (
          <NoJobs isNarrowed={isNarrowed(filters)} onClear={() => narrow({})} />
        ) : null}
        <LoadState
          query={query}
          subject="the jobs"
          onRetry={retryOrSignIn}
          className="divide-y rounded-xl border bg-card px-4"
        >
          {["a", "b", "c", "d", "e"].map((row) => (
            <div key={row} className="flex items-center gap-3 py-3">
              <Skeleton className="size-12" />
              <Skeleton className="h-4 w-40" />
            </div>
          ))}
        </LoadState>
        <LoadMore query={query} subject="jobs" />
        <SelectionBar
          jobs={jobs.filter(({ jobId }) => selection.isSelected(jobId))}
          onAll={selection.all}
          onClear={selection.clear}
          onDelete={() => remove(selection.selected)}
        />
      </div>
    </>
  );
}

function CsvLink({ filters }: { filters: JobFilters }) {
  return (
    <Button asChild variant="outline" className="max-sm:flex-1">
      <a href={`/api/console/jobs.csv?${toSearchQuery(filters)}`} download="pixomax-jobs.csv">
        <FileDown aria-hidden />
        Export CSV
      </a>
    </Button>
  );
}

function NoJobs({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  if (isNarrowed) {
    const clear = (
      <Button variant="outline" onClick={onClear}>
        Show all jobs
      </Button>
    );
    return (
      <EmptyState icon={SearchX} title="No jobs match" action={clear}>
        Try another name or other filters, or show everything.
      </EmptyState>
    );
  }
  const open = (
    <Button asChild>
      <Link href="/workbench">Open the workbench</Link>
    </Button>
  );
  return (
    <EmptyState icon={Images} title="No jobs yet" action={open}>
      Drop a photo in the workbench, or send one through the API. Each one is listed here.
    </EmptyState>
  );
}
