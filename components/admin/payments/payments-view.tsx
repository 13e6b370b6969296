"use client";

import { CreditCard } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import type { EventRow, Page, PurchaseRow } from "@/lib/contract/admin/operator-views";
import { purchaseStatuses } from "@/lib/contract/billing";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { purchaseWords } from "@/lib/format/state-words";
import { ActionButton } from "../parts/action-button";
import { type Column, DataTable } from "../parts/data-table";
import { FilterForm } from "../parts/filter-form";
import { ListPager } from "../parts/list-pager";
import { everythingOf, NothingHere } from "../parts/nothing-here";
import { PurchaseTable } from "./purchase-table";
import { ReconcileButton } from "./reconcile-button";

type Props = {
  stripe: { hasKey: boolean; hasSecret: boolean; isTest: boolean };
  page: Page<PurchaseRow>;
  events: { waiting: EventRow[]; latest: EventRow[] };
  filters: { account?: string; status?: string; cursor?: string };
};

const statuses = purchaseStatuses.map((value) => ({ value, label: purchaseWords[value] }));

const name: Column<EventRow> = {
  head: "Event",
  cell: ({ id, type }) => (
    <>
      <code className="break-all font-mono text-xs">{type}</code>
      <span className="block break-all text-muted-foreground text-xs">{id}</span>
    </>
  ),
};
const when: Column<EventRow> = {
  head: "When",
  className: "whitespace-nowrap",
  cell: ({ at }) => <Time at={at} format={formatSince} title={formatMoment} />,
};
const waitingColumns: Column<EventRow>[] = [
  name,
  when,
  { head: "Why", from: "sm", className: "text-destructive", cell: ({ failure }) => failure ?? "Its turn has not come" },
  {
    head: "Actions",
    className: "text-right",
    cell: ({ id }) => (
      <ActionButton
        size="sm"
        path={`/api/admin/payments/events/${id}/replay`}
        method="POST"
        done="Tried again; the list says how it went"
      >
        Apply again
      </ActionButton>
    ),
  },
];

/** Purchases, what Stripe told, and what could not be applied. */
export function PaymentsView({ stripe, page, events, filters }: Props) {
  const isOn = stripe.hasKey && stripe.hasSecret;
  return (
    <>
      <PageHeader title="Payments" actions={stripe.hasKey ? <ReconcileButton /> : null}>
        {isOn
          ? `Stripe is on${stripe.isTest ? ", in its test mode: no money moves" : ""}. Disputes and refunds are shown here; they are decided in Stripe's own pages.`
          : "Credits are not sold: Stripe is not set up."}
      </PageHeader>
      {isOn ? null : <StripeOff {...stripe} />}
      <div className="grid min-w-0 gap-3">
        <h2 className="font-semibold text-lg">Events that wait</h2>
        {events.waiting.length > 0 ? (
          <DataTable label="Events that wait" columns={waitingColumns} rows={events.waiting} />
        ) : (
          <p className="text-muted-foreground text-sm">Everything that Stripe told is applied.</p>
        )}
      </div>
      <div className="grid min-w-0 gap-3">
        <h2 className="font-semibold text-lg">Purchases</h2>
        <FilterForm
          label="Filter purchases"
          path="/admin/payments"
          fields={[
            { name: "account", label: "Account (email or ID)", value: filters.account, wide: "desk" },
            { name: "status", label: "Status", value: filters.status, options: statuses },
          ]}
        />
        {page.rows.length > 0 ? (
          <PurchaseTable purchases={page.rows} withAccount />
        ) : (
          <NothingHere things="purchases" everything={everythingOf("/admin/payments", filters)}>
            Every pack of credits that somebody buys will be listed here, with its refund where there is one.
          </NothingHere>
        )}
        <ListPager label="Pages of purchases" path="/admin/payments" filters={filters} nextCursor={page.nextCursor} />
      </div>
      {events.latest.length > 0 ? (
        <div className="grid min-w-0 gap-3">
          <h2 className="font-semibold text-lg">Last events</h2>
          <DataTable label="Events that were applied" columns={[name, when]} rows={events.latest} />
        </div>
      ) : null}
    </>
  );
}

function StripeOff({ hasKey, hasSecret }: { hasKey: boolean; hasSecret: boolean }) {
  const missing = [hasKey ? null : "STRIPE_SECRET_KEY", hasSecret ? null : "STRIPE_WEBHOOK_SECRET"].filter(Boolean);
  return (
    <EmptyState icon={CreditCard} title={missing.length === 1 ? "Half set up" : "Payments are off"}>
      To sell credits set {missing.join(" and ")} and start the studio again. In Stripe, point a webhook at
      /api/stripe/webhook.
    </EmptyState>
  );
}
