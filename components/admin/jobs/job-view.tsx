"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { backLink, quietLink } from "@/components/ui/class-names";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import type { JobView as Job } from "@/lib/contract/admin/operator-views";
import { formatMoment } from "@/lib/format/format-dates";
import { ActionButton } from "../parts/action-button";
import { FactList } from "../parts/fact-list";
import { MovementTable } from "../parts/movement-table";
import { jobStatuses } from "./job-table";
import { OpenSharedButton } from "./open-shared-button";

/** One job: what happened, when and why. Its photo is shown to nobody but its owner, and to whom the owner shares it with. */
export function JobView({ job }: { job: Job }) {
  const { variant, label } = jobStatuses[job.status];
  const account = (
    <Link href={`/admin/users/${job.userId}`} className={quietLink}>
      {job.email}
    </Link>
  );
  return (
    <>
      <Link href="/admin/jobs" className={backLink}>
        Jobs
      </Link>
      <PageHeader title="Job" actions={<Badge variant={variant}>{label}</Badge>}>
        <span className="break-all font-mono text-xs">{job.id}</span>
      </PageHeader>
      {job.errorCode ? (
        <p className="rounded-lg bg-destructive/10 p-3 text-destructive text-sm">
          <code className="font-mono">{job.errorCode}</code>: {job.errorDetail}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {job.status === "queued" || job.status === "running" ? (
          <ActionButton
            path={`/api/admin/jobs/${job.id}/cancel`}
            method="POST"
            done="The job is canceled"
            confirm={{ title: "Cancel this job?", text: "Nothing is charged for it.", label: "Cancel job" }}
          >
            Cancel job
          </ActionButton>
        ) : null}
        {job.isShared ? <OpenSharedButton jobId={job.id} /> : null}
      </div>
      <FactList facts={[{ label: "Account", value: account }, ...job.facts]} />
      <section aria-label="Times" className="grid gap-3">
        <h2 className="font-semibold text-lg">Times</h2>
        <FactList
          facts={job.times.map(({ label: name, at }) => ({
            label: name,
            value: <Time at={at} format={formatMoment} />,
          }))}
        />
      </section>
      <section aria-label="Credits" className="grid min-w-0 gap-3">
        <h2 className="font-semibold text-lg">Credits</h2>
        {job.movements.length > 0 ? (
          <MovementTable rows={job.movements} />
        ) : (
          <p className="text-muted-foreground text-sm">No credits moved for it.</p>
        )}
      </section>
    </>
  );
}
