"use client";

import Link from "next/link";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { retryOrSignIn } from "@/lib/client/retry-or-sign-in";
import { formatAgo, formatMoment } from "@/lib/format/format-dates";
import { type StatementLine, summarizeMovements } from "./summarize-movements";
import { useMovements } from "./use-movements";

/** Where the credits went: the last movements, one line for each photo. */
export function StatementCard() {
  const movements = useMovements();
  return (
    <Card aria-labelledby="statement-title">
      <CardHeader>
        <CardTitle id="statement-title">Last movements</CardTitle>
        <CardDescription>Only photos that came out are charged.</CardDescription>
      </CardHeader>
      <CardContent>
        {movements.data ? <Statement lines={summarizeMovements(movements.data)} /> : null}
        {movements.isPending ? <Loading /> : null}
        {movements.isError && !movements.data ? (
          <ErrorState
            title="The movements could not be loaded"
            detail={movements.error.message}
            onRetry={() => retryOrSignIn(movements.error, movements.refetch)}
            retrying={movements.isFetching}
          />
        ) : null}
      </CardContent>
    </Card>
  );
}

function Statement({ lines }: { lines: StatementLine[] }) {
  if (!lines.length) {
    return <p className="text-muted-foreground text-sm">Nothing has moved yet. Your first photo will show up here.</p>;
  }
  return (
    <Table label="Last movements of credits">
      <TableHeader>
        <TableRow>
          <TableHead className="pl-0">What</TableHead>
          <TableHead className="max-sm:hidden">When</TableHead>
          <TableHead className="pr-0 text-right">Credits</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </TableBody>
    </Table>
  );
}

function Line({ line: { title, note, credits, jobId, at } }: { line: StatementLine }) {
  return (
    <TableRow>
      <TableCell className="pl-0">
        {jobId ? (
          <Link
            href={`/console/jobs/${jobId}`}
            className="font-medium underline decoration-border underline-offset-4 hover:decoration-brand"
          >
            {title}
          </Link>
        ) : (
          <span className="font-medium">{title}</span>
        )}
        {note ? <span className="block text-muted-foreground">{note}</span> : null}
        <span className="block text-muted-foreground text-xs sm:hidden">
          <When at={at} />
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground max-sm:hidden">
        <When at={at} />
      </TableCell>
      <TableCell className={cn("pr-0 text-right font-medium tabular-nums", credits > 0 && "text-success")}>
        {credits > 0 ? `+${credits}` : credits < 0 ? `−${-credits}` : "0"}
      </TableCell>
    </TableRow>
  );
}

function When({ at }: { at: string }) {
  const moment = new Date(at);
  return (
    <time dateTime={at} title={formatMoment(moment)}>
      {formatAgo(moment, new Date())}
    </time>
  );
}

function Loading() {
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">Loading the movements</span>
      {["a", "b", "c", "d"].map((row) => (
        <Skeleton key={row} className="h-11" />
      ))}
    </div>
  );
}
