"use client";

import { Images, SearchX } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadState } from "@/components/ui/load-state";
import { Skeleton } from "@/components/ui/loading";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { JobFilterBar } from "./job-filter-bar";
import { type JobFilters, readJobFilters, writeJobFilters } from "./job-filters-in-address";
import { JobTable } from "./job-table";
import { useJobs } from "./use-jobs";

const link = (filters: JobFilters) => `/console/jobs${writeJobFilters(filters)}`;

/** The page of jobs. The URL holds filters and page, so that links, reload and the Back button work. */
export function JobsView() {
  const router = useRouter();
  const filters = readJobFilters(new URLSearchParams(useSearchParams()));
  const jobs = useJobs(filters);
  const narrow = (next: JobFilters) => router.replace(link(next), { scroll: false });
  return (
    <>
      <PageHeader title="Jobs">Every photo you sent, from the workbench and with your API keys.</PageHeader>
      <div className="grid gap-4" aria-busy={jobs.isPlaceholderData}>
        <JobFilterBar filters={filters} onChange={narrow} />
        {jobs.data?.jobs.length ? <JobTable jobs={jobs.data.jobs} /> : null}
        {jobs.data?.jobs.length === 0 ? <NoJobs filters={filters} onClear={() => narrow({})} /> : null}
        <LoadState
          query={jobs}
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
        <Pager
          label="Pages of jobs"
          newest={filters.cursor ? link({ ...filters, cursor: undefined }) : null}
          older={jobs.data?.nextCursor ? link({ ...filters, cursor: jobs.data.nextCursor }) : null}
        />
      </div>
    </>
  );
}

function NoJobs({ filters, onClear }: { filters: JobFilters; onClear: () => void }) {
  if (filters.source || filters.status || filters.cursor) {
    const clear = (
      <Button variant="outline" onClick={onClear}>
        Show all jobs
      </Button>
    );
    return (
      <EmptyState icon={SearchX} title="No jobs match" action={clear}>
        Try other filters, or show everything.
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
