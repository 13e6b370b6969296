import Link from "next/link";
import { cn, quietLink } from "@/components/ui/class-names";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { LedgerRow } from "@/lib/contract/billing";
import { describeLedgerRow } from "@/lib/format/describe-ledger-row";
import { formatMoment } from "@/lib/format/format-dates";
import { formatChange } from "@/lib/format/format-numbers";

/** Newest first; on phones the date moves below the text. */
export function LedgerTable({ rows }: { rows: LedgerRow[] }) {
  return (
    <Table label="Ledger">
      <TableHeader>
        <TableRow>
          <TableHead className="pl-0">What</TableHead>
          <TableHead className="max-sm:hidden">When</TableHead>
          <TableHead className="text-right">Credits</TableHead>
          <TableHead className="pr-0 text-right">Balance</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ row }: { row: LedgerRow }) {
  const { credits, balanceAfter, photo, createdAt } = row;
  const { title, note } = describeLedgerRow(row);
  const when = <Time at={createdAt} format={formatMoment} />;
  return (
    <TableRow>
      <TableCell className="pl-0">
        {photo?.jobId ? (
          <Link href={`/console/jobs/${photo.jobId}`} className={cn(quietLink, "break-all")}>
            {title}
          </Link>
        ) : (
          <span className="font-medium">{title}</span>
        )}
        {note ? <span className="block text-muted-foreground">{note}</span> : null}
        <span className="block text-muted-foreground text-xs sm:hidden">{when}</span>
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground max-sm:hidden">{when}</TableCell>
      <TableCell className={cn("text-right font-medium tabular-nums", credits > 0 && "text-success")}>
        {formatChange(credits)}
      </TableCell>
      <TableCell className="pr-0 text-right text-muted-foreground tabular-nums">
        {balanceAfter.toLocaleString("en")}
      </TableCell>
    </TableRow>
  );
}
