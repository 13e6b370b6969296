"use client";

import Link from "next/link";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn, quietLink } from "@/components/ui/class-names";
import { LoadState } from "@/components/ui/load-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { retryOrSignIn } from "@/lib/client/api-problem";
import type { LedgerRow } from "@/lib/contract/billing";
import { describeLedgerRow } from "@/lib/format/describe-ledger-row";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { formatChange } from "@/lib/format/format-numbers";
import { useLatestLedgerRows } from "./use-credit-history";

/** Where the credits went: the latest changes, one line for each photo. */
export function StatementCard() {
  const ledger = useLatestLedgerRows();
  return (
    <Card aria-labelledby="statement-title">
      <CardHeader>
        <CardTitle id="statement-title">Credit history</CardTitle>
        <CardDescription>You are charged only for photos that worked.</CardDescription>
      </CardHeader>
      <CardContent>
        {ledger.data ? <Statement rows={ledger.data} /> : null}
        <LoadState query={ledger} subject="the credit history" onRetry={retryOrSignIn} />
      </CardContent>
    </Card>
  );
}

function Statement({ rows }: { rows: LedgerRow[] }) {
  if (!rows.length) {
    return <p className="text-muted-foreground text-sm">No credits used yet. Your first photo will show up here.</p>;
  }
  return (
    <Table label="Credits added and spent">
      <TableHeader>
        <TableRow>
          <TableHead className="pl-0">What</TableHead>
          <TableHead className="max-sm:hidden">When</TableHead>
          <TableHead className="pr-0 text-right">Credits</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </TableBody>
    </Table>
  );
}

function Line({ row }: { row: LedgerRow }) {
  const { credits, photo, createdAt } = row;
  const { title, note } = describeLedgerRow(row);
  const when = <Time at={createdAt} format={formatSince} title={formatMoment} />;
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
      <TableCell className={cn("pr-0 text-right font-medium tabular-nums", credits > 0 && "text-success")}>
        {formatChange(credits)}
      </TableCell>
    </TableRow>
  );
}
