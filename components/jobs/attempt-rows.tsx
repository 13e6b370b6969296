import { ImageOff } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn, textLink } from "@/components/ui/class-names";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { TableCell, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import type { RefusedAttemptAnswer } from "@/lib/contract/job-search";
import { formatMoment, formatProcessing, formatSince } from "@/lib/format/format-dates";
import { describeOrder, describeProgress, describeSource, nameJob } from "./describe-job";
import { JobCharge, JobStatusBadge } from "./job-status";
import { JobThumb } from "./job-thumb";
import { isRunning } from "./use-jobs";

type RowProps = ComponentProps<"tr">;
type JobRowProps = RowProps & { job: JobAnswer; isSelected: boolean; onChoose: (isRange: boolean) => void };

/** An attempt that became a job; the whole row opens it. */
export function JobRow({ job, isSelected, onChoose, ...row }: JobRowProps) {
  return (
    <TableRow
      className={cn("group relative transition-colors hover:bg-accent/60", isSelected && "bg-accent/60")}
      {...row}
    >
      <TableCell className="pr-0">
        <Checkbox
          aria-label={`Select ${nameJob(job)}`}
          checked={isSelected}
          onClick={(event) => onChoose(event.shiftKey)}
          className="relative z-10 block"
        />
      </TableCell>
      <NameCell thumb={<JobThumb job={job} />} attempt={job} status={job.status} price={<JobCharge job={job} />}>
        {/* The whole row is the link's target; the link itself stays one short text for the keyboard. */}
        <Link
          href={`/console/jobs/${job.jobId}`}
          className="block truncate font-medium after:absolute after:inset-0 group-hover:underline group-hover:underline-offset-4"
        >
          <bdi>{nameJob(job)}</bdi>
        </Link>
        <p className="truncate text-muted-foreground text-xs">
          {isRunning(job) ? describeProgress(job) : describeOrder(job)}
        </p>
      </NameCell>
      <WideCells
        attempt={job}
        status={job.status}
        price={<JobCharge job={job} />}
        time={job.processingMs === null ? "–" : formatProcessing(job.processingMs)}
      />
    </TableRow>
  );
}

/** An attempt that was refused before there was a job, and why. */
export function RefusedRow({ refused, ...row }: RowProps & { refused: RefusedAttemptAnswer }) {
  const price = <span className="whitespace-nowrap text-muted-foreground">Not charged</span>;
  const thumb = (
    <span className="grid size-12 shrink-0 place-items-center rounded-md bg-canvas text-muted-foreground">
      <ImageOff aria-hidden className="size-4" />
    </span>
  );
  return (
    <TableRow {...row}>
      <TableCell className="pr-0" />
      <NameCell thumb={thumb} attempt={refused} status="refused" price={price}>
        <p className="truncate font-medium">
          <bdi>{nameJob(refused)}</bdi>
        </p>
        <p className="text-muted-foreground text-xs">
          {refused.error.detail}{" "}
          <Link href={`/docs#${refused.error.code}`} className={textLink}>
            {refused.error.title}
          </Link>
        </p>
      </NameCell>
      <WideCells attempt={refused} status="refused" price={price} time="–" />
    </TableRow>
  );
}

type Common = {
  attempt: Pick<JobAnswer, "source" | "keyName" | "createdAt">;
  status: ComponentProps<typeof JobStatusBadge>["status"];
  price: ReactNode;
};

/** With what wide windows show in cells of their own below it, on narrow ones. */
function NameCell({ thumb, attempt, status, price, children }: Common & { thumb: ReactNode; children: ReactNode }) {
  return (
    <TableCell className="w-full max-w-0">
      <div className="flex items-center gap-3">
        {thumb}
        <div className="min-w-0">
          {children}
          <p className="mt-1.5 flex items-center gap-x-2 text-muted-foreground text-xs md:hidden">
            <JobStatusBadge status={status} />
            {price}
          </p>
          <p className="mt-1.5 flex gap-x-1.5 text-muted-foreground text-xs md:hidden">
            <span className="truncate">{describeSource(attempt)}</span>
            <span aria-hidden>·</span>
            <span className="whitespace-nowrap">
              <Started at={attempt.createdAt} />
            </span>
          </p>
        </div>
      </div>
    </TableCell>
  );
}

function WideCells({ attempt, status, price, time }: Common & { time: string }) {
  return (
    <>
      <TableCell className="max-w-44 truncate text-muted-foreground max-md:hidden">{describeSource(attempt)}</TableCell>
      <TableCell className="max-md:hidden">
        <JobStatusBadge status={status} />
      </TableCell>
      <TableCell className="text-right tabular-nums max-md:hidden">{price}</TableCell>
      <TableCell className="whitespace-nowrap text-right text-muted-foreground tabular-nums max-lg:hidden">
        {time}
      </TableCell>
      <TableCell className="whitespace-nowrap text-right text-muted-foreground max-md:hidden">
        <Started at={attempt.createdAt} />
      </TableCell>
    </>
  );
}

const Started = ({ at }: { at: string }) => <Time at={at} format={formatSince} title={formatMoment} />;
