import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { quietLink } from "@/components/ui/class-names";
import { PageHeader } from "@/components/ui/page-header";
import type { EndpointRow, Page } from "@/lib/contract/admin/operator-views";
import { type Column, DataTable } from "../parts/data-table";
import { FilterForm } from "../parts/filter-form";
import { ListPager } from "../parts/list-pager";
import { everythingOf, NothingHere } from "../parts/nothing-here";

export const endpointStates = {
  on: { variant: "success", label: "On" },
  failing: { variant: "destructive", label: "Failing" },
  off: { variant: "outline", label: "Off" },
} as const;
const offBecause: Record<string, string> = { owner: "by its owner", failing: "kept failing", gone: "answered 410" };

const columns: Column<EndpointRow>[] = [
  {
    head: "Endpoint",
    className: "max-w-0 w-full",
    cell: ({ id, url, email }) => (
      <>
        <Link href={`/admin/webhooks/${id}`} className={`${quietLink} block truncate`} title={url}>
          {url}
        </Link>
        <span className="block truncate text-muted-foreground text-xs">{email}</span>
      </>
    ),
  },
  {
    head: "State",
    cell: ({ state, reason }) => (
      <span className="grid gap-1">
        <Badge variant={endpointStates[state].variant}>{endpointStates[state].label}</Badge>
        {state === "off" && reason ? (
          <span className="text-muted-foreground text-xs">{offBecause[reason] ?? reason}</span>
        ) : null}
      </span>
    ),
  },
  {
    head: "Last answer",
    from: "md",
    className: "max-w-56 truncate",
    cell: ({ last }) => last?.answer ?? "Nothing sent",
  },
];
const states = Object.entries(endpointStates).map(([value, { label }]) => ({ value, label }));

type Props = { page: Page<EndpointRow>; filters: { account?: string; state?: string; cursor?: string } };

/** The webhook endpoints of all accounts. */
export function WebhooksView({ page, filters }: Props) {
  return (
    <>
      <PageHeader title="Webhooks">The endpoints of all accounts, and how deliveries to them go.</PageHeader>
      <div className="grid min-w-0 gap-4">
        <FilterForm
          label="Filter endpoints"
          path="/admin/webhooks"
          fields={[
            { name: "account", label: "Account (email or ID)", value: filters.account, wide: "desk" },
            { name: "state", label: "State", value: filters.state, options: states },
          ]}
        />
        {page.rows.length > 0 ? (
          <DataTable label="Webhook endpoints" columns={columns} rows={page.rows} />
        ) : (
          <NothingHere things="webhook endpoints" everything={everythingOf("/admin/webhooks", filters)}>
            An address that an account adds in its console, to be told when photos are done, will be listed here.
          </NothingHere>
        )}
        <ListPager label="Pages of endpoints" path="/admin/webhooks" filters={filters} nextCursor={page.nextCursor} />
      </div>
    </>
  );
}
