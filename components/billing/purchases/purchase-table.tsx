import { ExternalLink } from "lucide-react";
import { cn, quietLink } from "@/components/ui/class-names";
import { useReaderForm } from "@/components/ui/reader-form";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PurchaseAnswer } from "@/lib/contract/billing";
import { formatDay, formatMoment } from "@/lib/format/format-dates";
import { formatMoney } from "@/lib/format/format-money";
import { formatCredits } from "@/lib/format/format-numbers";
import { PurchaseStatusBadge } from "./purchase-status-badge";

/** Newest first; on phones date and status move below the pack. */
export function PurchaseTable({ purchases }: { purchases: PurchaseAnswer[] }) {
  return (
    <Table label="Purchases">
      <TableHeader>
        <TableRow>
          <TableHead className="pl-0">Pack</TableHead>
          <TableHead className="max-sm:hidden">Date</TableHead>
          <TableHead className="max-sm:hidden">Status</TableHead>
          <TableHead className="text-right">Price</TableHead>
          <TableHead className="pr-0 text-right">Papers</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {purchases.map((purchase) => (
          <Row key={purchase.id} purchase={purchase} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ purchase }: { purchase: PurchaseAnswer }) {
  const { packName, credits, priceCents, currency, status, receiptUrl, invoiceUrl, createdAt, refundedCents } =
    purchase;
  const form = useReaderForm();
  const of = `${formatDay(new Date(createdAt), form)}, ${packName}`;
  const day = <Time at={createdAt} format={formatDay} title={formatMoment} />;
  return (
    <TableRow>
      <TableCell className="pl-0">
        <span className="block font-medium">{packName}</span>
        <span className="block text-muted-foreground">{formatCredits(credits)}</span>
        <span className="mt-1.5 grid gap-1.5 text-muted-foreground text-xs sm:hidden">
          {day}
          <PurchaseStatusBadge status={status} />
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground max-sm:hidden">{day}</TableCell>
      <TableCell className="max-sm:hidden">
        <PurchaseStatusBadge status={status} />
      </TableCell>
      <TableCell className="text-right tabular-nums">
        <span className="block">{formatMoney(priceCents, currency)}</span>
        {refundedCents > 0 ? (
          <span className="block text-muted-foreground text-xs">{formatMoney(refundedCents, currency)} refunded</span>
        ) : null}
      </TableCell>
      <TableCell className="pr-0 text-right">
        <span className="inline-flex flex-wrap justify-end gap-x-4">
          {receiptUrl ? <Paper name="Receipt" href={receiptUrl} of={of} /> : null}
          {invoiceUrl ? <Paper name="Invoice" href={invoiceUrl} of={of} /> : null}
        </span>
        {receiptUrl || invoiceUrl ? null : (
          <span className="text-muted-foreground">
            <span aria-hidden>–</span>
            <span className="sr-only">None</span>
          </span>
        )}
      </TableCell>
    </TableRow>
  );
}

/** A page at Stripe. */
function Paper({ name, href, of }: { name: string; href: string; of: string }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={`${name} of ${of} (opens in a new tab)`}
      className={cn(quietLink, "touch-target inline-flex items-center gap-1.5")}
    >
      {name}
      <ExternalLink aria-hidden className="size-3.5 max-sm:hidden" />
    </a>
  );
}
