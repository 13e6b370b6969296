"use client";

import { Bookmark, Images, SearchX } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadState } from "@/components/ui/load-state";
import { Skeleton } from "@/components/ui/loading";
import { PageHeader } from "@/components/ui/page-header";
import { retryOrSignIn } from "@/lib/client/api-problem";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { jobSorts } from "@/lib/contract/job-search";
import { useDeletedIds, useDeleteWithUndo } from "../changes/delete-with-undo";
import { useKeep } from "../changes/use-keep";
import { canBeKept } from "../describe-files";
import { isNarrowed, type JobFilters, photoStates, readJobFilters, writeJobFilters } from "../job-filters-in-address";
import { FilterBar } from "../list/filter-bar";
import { LoadMore } from "../list/load-more";
import { SelectionBar } from "../list/selection-bar";
import { usePhotoPages } from "../list/use-job-pages";
import { useSelection } from "../list/use-selection";
import { PhotoGrid } from "./photo-grid";

/** All photos of the account. The URL holds the filters, so that links, reload and the Back button work. */
export function LibraryView({ canKeep }: { canKeep: boolean }) {
  const router = useRouter();
  const filters = readJobFilters(new URLSearchParams(useSearchParams()));
  const narrow = (next: JobFilters) => router.replace(`/library${writeJobFilters(next)}`, { scroll: false });
  const query = usePhotoPages(filters);
  const deleted = useDeletedIds();
  const photos = useMemo(
    () => query.data?.pages.flatMap((page) => page.photos).filter(({ job }) => !deleted.has(job.jobId)) ?? [],
    [query.data, deleted],
  );
  const order = photos.map(({ job }) => job.jobId);
  const deleteWithUndo = useDeleteWithUndo();
  const keep = useKeep();
  const remove = (ids: string[]) => {
    deleteWithUndo(photos.filter(({ job }) => ids.includes(job.jobId)));
    selection.clear();
  };
  const selection = useSelection(order, { onDelete: remove });
  const selected = photos.map(({ job }) => job).filter(({ jobId }) => selection.isSelected(jobId));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return (
    <div className="mx-auto grid w-full max-w-[88rem] content-start gap-6 px-4 pt-8 pb-24 sm:px-6 sm:pt-10">
      <PageHeader title="Library">Every photo of your account, from the workbench and the API.</PageHeader>
      <FilterBar label="Filter photos" filters={filters} states={photoStates} sorts={jobSorts} onChange={narrow} />
      <div aria-busy={query.isPlaceholderData} className="grid gap-6">
        {photos.length > 0 ? (
          <PhotoGrid
            photos={photos}
            selection={selection}
            hasMore={hasNextPage}
            onMore={hasNextPage && !isFetchingNextPage ? more : null}
            onDelete={(job) => remove([job.jobId])}
            onKeep={canKeep ? (job, kept) => void keep([job], kept) : null}
          />
        ) : null}
        {query.data && photos.length === 0 && !hasNextPage ? (
          <NoPhotos isNarrowed={isNarrowed(filters)} onClear={() => narrow({})} />
        ) : null}
        <LoadState
          query={query}
          subject="the library"
          onRetry={retryOrSignIn}
          className="grid grid-cols-2 gap-3 sm:grid-cols-4"
        >
          {["a", "b", "c", "d", "e", "f", "g", "h"].map((tile) => (
            <Skeleton key={tile} className="aspect-4/3 rounded-xl" />
          ))}
        </LoadState>
        <LoadMore query={query} subject="photos" />
      </div>
      <SelectionBar
        jobs={selected}
        onAll={selection.all}
        onClear={selection.clear}
        onDelete={() => remove(selection.selected)}
      >
        {canKeep ? <KeepButton jobs={selected} onKeep={keep} /> : null}
      </SelectionBar>
    </div>
  );
}

/** Keeps those that are not kept; when all are, lets them go. */
function KeepButton({ jobs, onKeep }: { jobs: JobAnswer[]; onKeep: ReturnType<typeof useKeep> }) {
  const able = jobs.filter(canBeKept);
  const loose = able.filter(({ kept }) => !kept);
  const willKeep = loose.length > 0 || able.length === 0;
  return (
    <Button
      variant="outline"
      size="sm"
      disabled={able.length === 0}
      onClick={() => onKeep(willKeep ? loose : able, willKeep)}
    >
      <Bookmark aria-hidden />
      {willKeep ? "Keep" : "Stop keeping"}
    </Button>
  );
}

function NoPhotos({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  if (isNarrowed) {
    const clear = (
      <Button variant="outline" onClick={onClear}>
        Show all photos
      </Button>
    );
    return (
      <EmptyState icon={SearchX} title="No photos match" action={clear}>
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
    <EmptyState icon={Images} title="No photos yet" action={open}>
      Every photo you colorize is listed here, from the workbench and from the API.
    </EmptyState>
  );
}
