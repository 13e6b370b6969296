"use client";

import Link from "next/link";
import { quietLink } from "@/components/ui/class-names";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import type { AccountRow, Page } from "@/lib/contract/admin/operator-views";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { type Column, DataTable } from "../parts/data-table";
import { FilterForm } from "../parts/filter-form";
import { ListPager } from "../parts/list-pager";
import { everythingOf, NothingHere } from "../parts/nothing-here";
import { CreateUserButton } from "./create-user-dialog";
import { UserBadges } from "./user-badges";

const many = 10_000;
const columns: Column<AccountRow>[] = [
  {
    head: "Account",
    className: "max-w-0 w-full",
    cell: ({ id, email, name }) => (
      <>
        <Link href={`/admin/users/${id}`} className={`${quietLink} block truncate`} title={email}>
          {email}
        </Link>
        {name ? <span className="block truncate text-muted-foreground text-xs">{name}</span> : null}
      </>
    ),
  },
  { head: "State", cell: (account) => <UserBadges account={account} /> },
  { head: "Credits", cell: ({ credits }) => <span className="tabular-nums">{credits.toLocaleString("en")}</span> },
  {
    head: "Photos",
    from: "sm",
    cell: ({ photos }) => (
      <span className="tabular-nums">{photos >= many ? "10,000+" : photos.toLocaleString("en")}</span>
    ),
  },
  {
    head: "Last seen",
    from: "md",
    className: "whitespace-nowrap text-muted-foreground",
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? <Time at={lastSeenAt} format={formatSince} title={formatMoment} /> : "Never",
  },
  {
    head: "Since",
    from: "lg",
    className: "whitespace-nowrap text-muted-foreground",
    cell: ({ createdAt }) => <Time at={createdAt} format={formatSince} title={formatMoment} />,
  },
];
const states = [
  { value: "operator", label: "Operators" },
  { value: "suspended", label: "Suspended" },
  { value: "leaving", label: "Will be deleted" },
];

type Props = { page: Page<AccountRow>; filters: { search?: string; state?: string; cursor?: string } };

export function UsersView({ page, filters }: Props) {
  return (
    <>
      <PageHeader title="Users" actions={<CreateUserButton />}>
        Every account, the newest first.
      </PageHeader>
      <div className="grid min-w-0 gap-4">
        <FilterForm
          label="Find accounts"
          path="/admin/users"
          fields={[
            { name: "search", label: "Email, name or ID", value: filters.search, wide: "desk" },
            { name: "state", label: "State", value: filters.state, options: states },
          ]}
        />
        {page.rows.length > 0 ? (
          <DataTable label="Accounts" columns={columns} rows={page.rows} />
        ) : (
          <NothingHere things="accounts" everything={everythingOf("/admin/users", filters)}>
            Whoever signs up will be listed here. You can also make an account for somebody.
          </NothingHere>
        )}
        <ListPager label="Pages of accounts" path="/admin/users" filters={filters} nextCursor={page.nextCursor} />
      </div>
    </>
  );
}
