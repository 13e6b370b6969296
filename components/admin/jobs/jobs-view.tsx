"use client";

import { PageHeader } from "@/components/ui/page-header";
import type { JobRow, Page } from "@/lib/contract/admin/operator-views";
import { FilterForm } from "../parts/filter-form";
import { ListPager } from "../parts/list-pager";
import { everythingOf, NothingHere } from "../parts/nothing-here";
import { JobTable, jobStatuses } from "./job-table";

type Filters = Partial<Record<"account" | "status" | "source" | "model" | "error" | "from" | "to" | "cursor", string>>;
const statuses = Object.entries(jobStatuses).map(([value, { label }]) => ({ value, label }));
const sources = [
  { value: "workbench", label: "Workbench" },
  { value: "api", label: "API" },
];
const models = [
  { value: "large", label: "Large" },
  { value: "tiny", label: "Tiny" },
];

/** The jobs of everybody, without the photos. */
export function JobsView({ page, filters }: { page: Page<JobRow>; filters: Filters }) {
  return (
    <>
      <PageHeader title="Jobs">The jobs of all accounts. Photos are their owners': they are not shown here.</PageHeader>
      <div className="grid min-w-0 gap-4">
        <FilterForm
          label="Filter jobs"
          path="/admin/jobs"
          fields={[
            { name: "account", label: "Account (email or ID)", value: filters.account, wide: "phone" },
            { name: "status", label: "Status", value: filters.status, options: statuses },
            { name: "source", label: "Source", value: filters.source, options: sources },
            { name: "model", label: "Model", value: filters.model, options: models },
            { name: "error", label: "Error code", value: filters.error },
            { name: "from", label: "From", value: filters.from, type: "date" },
            { name: "to", label: "To", value: filters.to, type: "date" },
          ]}
        />
        {page.rows.length > 0 ? (
          <JobTable jobs={page.rows} withAccount />
        ) : (
          <NothingHere things="jobs" everything={everythingOf("/admin/jobs", filters)}>
            Every photo that is sent to be colorized will be listed here, from the workbench and through the API.
          </NothingHere>
        )}
        <ListPager label="Pages of jobs" path="/admin/jobs" filters={filters} nextCursor={page.nextCursor} />
      </div>
    </>
  );
}
