"use client";

import { ArrowLeft, CircleAlert, Download, ReceiptText, SearchX, Share2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { backLink, cn, textLink } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadState } from "@/components/ui/load-state";
import { Skeleton } from "@/components/ui/loading";
import { isNotFound, retryOrSignIn } from "@/lib/client/api-problem";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { linkToOutput } from "./changes/download-photos";
import { DeleteJobDialog } from "./delete-job-dialog";
import { JobFacts } from "./job-facts";
import { JobPhotos } from "./job-photos";
import { JobStatusBadge } from "./job-status";
import { JobTitle, KeepJobButton } from "./job-title";
import { isRunning, useJob } from "./use-jobs";

type RenderShare = (share: { jobId: string; onClose: () => void }) => ReactNode;
type Props = { id: string; canKeep: boolean; renderShare: RenderShare };

/** The page of one job. `renderShare` gives the dialog for sharing its output. */
export function JobDetails({ id, canKeep, renderShare }: Props) {
  const job = useJob(id);
  return (
    <>
      <Link href="/console/jobs" className={backLink}>
        <ArrowLeft aria-hidden className="size-4" />
        All jobs
      </Link>
      {job.data ? (
        <Details job={job.data} canKeep={canKeep} renderShare={renderShare} />
      ) : (
        <h1 className="sr-only">Job</h1>
      )}
      <LoadState
        query={job}
        subject="the job"
        onRetry={retryOrSignIn}
        missing={isNotFound(job.error) ? <NoSuchJob /> : null}
        className="grid gap-8"
      >
        <Skeleton className="h-9 w-64" />
        <div className="grid gap-4 sm:grid-cols-2">
          <Skeleton className="aspect-4/3 rounded-xl" />
          <Skeleton className="aspect-4/3 rounded-xl" />
        </div>
        <Skeleton className="h-40" />
      </LoadState>
    </>
  );
}

function Details({ job, canKeep, renderShare }: Omit<Props, "id"> & { job: JobAnswer }) {
  const router = useRouter();
  const output = linkToOutput(job);
  const [isSharing, setIsSharing] = useState(false);
  const leave = () => {
    toast.success("The photo and its output are deleted");
    router.replace("/console/jobs");
  };
  return (
    <article aria-labelledby="job-title" className="grid gap-8">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="grid min-w-0 gap-2">
          <JobTitle job={job} />
          <JobStatusBadge status={job.status} />
        </div>
        <div className="flex flex-wrap gap-2">
          {isRunning(job) ? null : (
            <>
              <KeepJobButton job={job} canKeep={canKeep} />
              <DeleteJobDialog id={job.jobId} onDeleted={leave} />
              <Button asChild variant="outline">
                <a href={`/api/console/jobs/${job.jobId}/receipt`} download={`${job.jobId}-receipt.json`}>
                  <ReceiptText aria-hidden />
                  Receipt
                </a>
              </Button>
            </>
          )}
          {job.outputUrl ? (
            <Button variant="outline" onClick={() => setIsSharing(true)}>
              <Share2 aria-hidden />
              Share
            </Button>
          ) : null}
          {output ? (
            <Button asChild>
              <a {...output}>
                <Download aria-hidden />
                Download
              </a>
            </Button>
          ) : null}
        </div>
      </div>
      {isSharing ? renderShare({ jobId: job.jobId, onClose: () => setIsSharing(false) }) : null}
      {job.error ? <Reason error={job.error} /> : null}
      <JobPhotos job={job} />
      <JobFacts job={job} />
    </article>
  );
}

function Reason({ error: { code, detail } }: { error: NonNullable<JobAnswer["error"]> }) {
  return (
    <div className="flex gap-3 rounded-xl bg-destructive/10 p-4 text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-destructive" />
      <div className="grid gap-1">
        <p className="font-semibold">Not charged</p>
        <p>{detail}</p>
        <Link href={`/docs#${code}`} className={cn(textLink, "w-fit")}>
          What <code className="font-mono text-xs">{code}</code> means
        </Link>
      </div>
    </div>
  );
}

function NoSuchJob() {
  const back = (
    <Button asChild variant="outline">
      <Link href="/console/jobs">Show all jobs</Link>
    </Button>
  );
  return (
    <EmptyState icon={SearchX} title="There is no such job" action={back}>
      It was deleted, or the address is wrong.
    </EmptyState>
  );
}
