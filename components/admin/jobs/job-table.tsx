import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { quietLink } from "@/components/ui/class-names";
import { Time } from "@/components/ui/time";
import type { JobRow } from "@/lib/contract/admin/operator-views";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { formatCredits } from "@/lib/format/format-numbers";
import { type Column, DataTable } from "../parts/data-table";

export const jobStatuses = {
  queued: { variant: "neutral", label: "Queued" },
  running: { variant: "neutral", label: "Running" },
  succeeded: { variant: "success", label: "Done" },
  failed: { variant: "destructive", label: "Failed" },
  canceled: { variant: "outline", label: "Canceled" },
} as const;

const account: Column<JobRow> = {
  head: "Account",
  from: "sm",
  className: "max-w-48 truncate",
  cell: ({ userId, email }) => (
    <Link href={`/admin/users/${userId}`} className={quietLink} title={email}>
      {email}
    </Link>
  ),
};

const columns: Column<JobRow>[] = [
  {
    head: "Job",
    cell: ({ id }) => (
      <Link href={`/admin/jobs/${id}`} className={`${quietLink} whitespace-nowrap font-mono text-xs`}>
        {`${id.slice(0, 12)}…`}
      </Link>
    ),
  },
  {
    head: "Status",
    cell: ({ status, errorCode }) => (
      <span className="grid gap-1">
        <Badge variant={jobStatuses[status].variant}>{jobStatuses[status].label}</Badge>
        {errorCode ? <code className="font-mono text-muted-foreground text-xs">{errorCode}</code> : null}
      </span>
    ),
  },
  {
    head: "Source",
    from: "md",
    cell: ({ source, isTest }) => `${source === "api" ? "API" : "Workbench"}${isTest ? ", test" : ""}`,
  },
  { head: "Model", from: "md", cell: ({ model }) => model },
  { head: "Charged", from: "lg", cell: ({ chargedCredits }) => formatCredits(chargedCredits) },
  {
    head: "When",
    className: "whitespace-nowrap text-muted-foreground",
    cell: ({ createdAt }) => <Time at={createdAt} format={formatSince} title={formatMoment} />,
  },
];

/** Jobs, without the photos. */
export function JobTable({ jobs, withAccount }: { jobs: JobRow[]; withAccount: boolean }) {
  const [job, ...rest] = columns;
  const shown = withAccount && job ? [job, account, ...rest] : columns;
  return <DataTable label="Jobs" columns={shown} rows={jobs} />;
}
