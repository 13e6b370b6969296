import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { quietLink } from "@/components/ui/class-names";
import { Time } from "@/components/ui/time";
import type { PurchaseRow } from "@/lib/contract/admin/operator-views";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { formatMoney } from "@/lib/format/format-money";
import { formatCredits } from "@/lib/format/format-numbers";
import { purchaseWords } from "@/lib/format/state-words";
import { ActionButton } from "../parts/action-button";
import { type Column, DataTable } from "../parts/data-table";

const account: Column<PurchaseRow> = {
  head: "Account",
  className: "max-w-48 truncate",
  cell: ({ userId, email }) =>
    email ? (
      <Link href={`/admin/users/${userId}`} className={quietLink} title={email}>
        {email}
      </Link>
    ) : (
      "Deleted account"
    ),
};
const look = (status: PurchaseRow["status"]) =>
  status === "paid" ? "success" : status === "disputed" || status === "failed" ? "destructive" : "neutral";

const columns: Column<PurchaseRow>[] = [
  { head: "Pack", from: "sm", cell: ({ packName, credits }) => `${packName}, ${formatCredits(credits)}` },
  {
    head: "Price",
    cell: ({ priceCents, currency, refundedCents }) => (
      <span className="whitespace-nowrap tabular-nums">
        {formatMoney(priceCents, currency)}
        {refundedCents > 0 ? (
          <span className="block text-muted-foreground text-xs">{formatMoney(refundedCents, currency)} back</span>
        ) : null}
      </span>
    ),
  },
  { head: "Status", cell: ({ status }) => <Badge variant={look(status)}>{purchaseWords[status]}</Badge> },
  {
    head: "When",
    from: "md",
    cell: ({ createdAt }) => <Time at={createdAt} format={formatSince} title={formatMoment} />,
  },
  {
    head: "Actions",
    className: "text-right",
    cell: (purchase) => (purchase.isRefundable ? <Refund {...purchase} /> : null),
  },
];

const Refund = ({ id, packName, priceCents, refundedCents, currency }: PurchaseRow) => (
  <ActionButton
    size="sm"
    path={`/api/admin/payments/purchases/${id}/refund`}
    method="POST"
    done="Stripe was asked to pay it back; the credits go when it says that it did"
    confirm={{
      title: "Pay this purchase back?",
      text: `Stripe pays ${formatMoney(priceCents - refundedCents, currency)} for “${packName}” back. Its credits are taken; those that were spent are owed.`,
      label: "Pay back",
    }}
  >
    Refund
  </ActionButton>
);

/** Purchases; one that was paid can be paid back through Stripe. */
export function PurchaseTable({ purchases, withAccount }: { purchases: PurchaseRow[]; withAccount: boolean }) {
  const shown = withAccount ? [account, ...columns] : columns;
  return <DataTable label="Purchases" columns={shown} rows={purchases} />;
}
