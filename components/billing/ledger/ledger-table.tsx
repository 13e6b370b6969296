import Link from "next/link";
import { cn, quietLink } from "@/components/ui/class-names";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { LedgerRow } from "@/lib/contract/billing";
import { formatMoment } from "@/lib/format/format-dates";
import { formatChange } from "@/lib/format/format-numbers";
import { ledgerWords } from "./ledger-words";

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

function Row({ row: { kind, credits, balanceAfter, reason, jobId, createdAt } }: { row: LedgerRow }) {
  const when = <Time at={createdAt} format={formatMoment} />;
  return (
    <TableRow>
      <TableCell className="pl-0">
        {jobId ? (
          <Link href={`/console/jobs/${jobId}`} className={quietLink}>
            {ledgerWords[kind]}
          </Link>
        ) : (
          <span className="font-medium">{ledgerWords[kind]}</span>
        )}
        {kind === "capture" && credits > 0 ? (
          <span className="block text-muted-foreground">
            An add-on changed nothing; its part of the hold was released
          </span>
        ) : null}
        {reason && !jobId ? <span className="block text-muted-foreground">{sentence(reason)}</span> : null}
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

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
