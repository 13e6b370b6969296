import Link from "next/link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { formatMoment, formatProcessing, formatSince } from "@/lib/format/format-dates";
import { describeOrder, describeProgress, describeSource, nameJob } from "./describe-job";
import { JobCharge, JobStatusBadge } from "./job-status";
import { JobThumb } from "./job-thumb";
import { isRunning } from "./use-jobs";

/** One row for each job; on phones everything moves below the name. */
export function JobTable({ jobs }: { jobs: JobAnswer[] }) {
  return (
    <div className="rounded-xl border bg-card px-1 sm:px-3">
      <Table label="Jobs">
        <TableHeader>
          <TableRow>
            <TableHead>Photo</TableHead>
            <TableHead className="max-md:hidden">Source</TableHead>
            <TableHead className="max-md:hidden">Status</TableHead>
            <TableHead className="text-right max-md:hidden">Price</TableHead>
            <TableHead className="text-right max-lg:hidden">Time</TableHead>
            <TableHead className="text-right max-md:hidden">Started</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {jobs.map((job) => (
            <JobRow key={job.jobId} job={job} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function JobRow({ job }: { job: JobAnswer }) {
  const started = <Time at={job.createdAt} format={formatSince} title={formatMoment} />;
  return (
    <tr className="group relative transition-colors hover:bg-accent/60">
      <TableCell className="w-full max-w-0">
        <div className="flex items-center gap-3">
          <JobThumb job={job} />
          <div className="min-w-0">
            {/* The whole row is the link's target; the link itself stays one short text for the keyboard. */}
            <Link
              href={`/console/jobs/${job.jobId}`}
              className="block truncate font-medium after:absolute after:inset-0 group-hover:underline group-hover:underline-offset-4"
            >
              {nameJob(job)}
            </Link>
            <p className="truncate text-muted-foreground text-xs">
              {isRunning(job) ? describeProgress(job) : describeOrder(job)}
            </p>
            <p className="mt-1.5 flex items-center gap-x-2 text-muted-foreground text-xs md:hidden">
              <JobStatusBadge status={job.status} />
              <JobCharge job={job} />
            </p>
            <p className="mt-1.5 flex gap-x-1.5 text-muted-foreground text-xs md:hidden">
              <span className="truncate">{describeSource(job)}</span>
              <span aria-hidden>·</span>
              <span className="whitespace-nowrap">{started}</span>
            </p>
          </div>
        </div>
      </TableCell>
      <TableCell className="max-w-44 truncate text-muted-foreground max-md:hidden">{describeSource(job)}</TableCell>
      <TableCell className="max-md:hidden">
        <JobStatusBadge status={job.status} />
      </TableCell>
      <TableCell className="text-right tabular-nums max-md:hidden">
        <JobCharge job={job} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-right text-muted-foreground tabular-nums max-lg:hidden">
        {job.processingMs === null ? "–" : formatProcessing(job.processingMs)}
      </TableCell>
      <TableCell className="whitespace-nowrap text-right text-muted-foreground max-md:hidden">{started}</TableCell>
    </tr>
  );
}
