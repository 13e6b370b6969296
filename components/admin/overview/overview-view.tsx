"use client";

import { CheckCircle2, CircleAlert, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn, textLink } from "@/components/ui/class-names";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import type { InstanceRow, StudioFinding, OverviewView as View } from "@/lib/contract/admin/operator-views";
import { formatMoment, formatSince } from "@/lib/format/format-dates";
import { FindingsList } from "../findings-list";
import { type Column, DataTable } from "../parts/data-table";
import { CheckBooksButton } from "./check-books-button";
import { PhotosChart } from "./photos-chart";
import { ProvidersTable } from "./providers-table";
import { VerifyReceiptCard } from "./verify-receipt-card";

const marks = {
  ok: { icon: CheckCircle2, word: "Well", className: "text-success" },
  warn: { icon: TriangleAlert, word: "Look at it", className: "text-foreground" },
  bad: { icon: CircleAlert, word: "Wrong", className: "text-destructive" },
} as const;

const roleWords: Record<string, string> = { all: "Pages and photos", web: "Pages", worker: "Photos" };

const instanceColumns: Column<InstanceRow>[] = [
  { head: "Process", cell: ({ id }) => <code className="break-all font-mono text-xs">{id}</code> },
  { head: "Role", cell: ({ role }) => roleWords[role] ?? role },
  {
    head: "Photos in work",
    cell: ({ engineWorkers, photos }) =>
      engineWorkers > 0 || photos > 0 ? (
        <span className="tabular-nums">{`${photos} for ${engineWorkers} workers`}</span>
      ) : (
        "None"
      ),
  },
  { head: "Version", from: "sm", cell: ({ version }) => version },
  {
    head: "Started",
    from: "sm",
    cell: ({ startedAt }) => <Time at={startedAt} format={formatSince} title={formatMoment} />,
  },
];

/** How the studio is: each part green, or what to do. */
export function OverviewView({ overview }: { overview: View }) {
  const { findings, settings, days, instances, queues, providers } = overview;
  const busy = queues.filter(({ due, delayed }) => due + delayed > 0);
  return (
    <>
      <PageHeader title="Studio" actions={<CheckBooksButton />}>
        How this studio is now. What is not well says what to do.
      </PageHeader>
      <ul className="grid gap-px overflow-hidden rounded-xl border bg-border sm:grid-cols-2 sm:[&>:last-child:nth-child(odd)]:col-span-2">
        {findings.map((finding) => (
          <FindingItem key={finding.area} finding={finding} />
        ))}
      </ul>
      {settings.length > 0 ? (
        <section aria-label="Settings" className="grid gap-3">
          <h2 className="font-semibold text-lg">Settings to look at</h2>
          <FindingsList findings={settings} />
        </section>
      ) : null}
      <PhotosChart days={days} />
      <ProvidersTable rows={providers} days={days.length} />
      <div className="grid gap-3">
        <h2 className="font-semibold text-lg">Processes</h2>
        {instances.length > 0 ? (
          <DataTable label="Processes" columns={instanceColumns} rows={instances} />
        ) : (
          <p className="text-muted-foreground text-sm">Each process that runs will be listed here within seconds.</p>
        )}
        {busy.length > 0 ? (
          <p className="text-muted-foreground text-sm">
            {busy.map(({ name, due, delayed }) => `${name}: ${due} due, ${delayed} later`).join(" · ")}
          </p>
        ) : null}
      </div>
      <VerifyReceiptCard />
      <CommandLineCard />
    </>
  );
}

function FindingItem({ finding: { area, state, sentence, action } }: { finding: StudioFinding }) {
  const { icon: Icon, word, className } = marks[state];
  return (
    <li className="flex gap-3 bg-card p-4" data-state={state}>
      <Icon aria-hidden className={cn("mt-0.5 size-5 shrink-0", className)} />
      <div className="grid min-w-0 gap-0.5 text-sm">
        <h2 className="font-medium">
          {area}
          <span className="sr-only">: {word}</span>
        </h2>
        <p className="text-muted-foreground">{sentence}</p>
        {action?.href ? (
          <Link href={action.href} className={cn(textLink, "w-fit")}>
            {action.text}
          </Link>
        ) : null}
        {action && !action.href ? <p>{action.text}</p> : null}
      </div>
    </li>
  );
}

/** What a page of a running studio cannot do. */
const CommandLineCard = () => (
  <Card>
    <CardHeader>
      <CardTitle>On the command line only</CardTitle>
      <CardDescription>A running studio cannot do these to itself.</CardDescription>
    </CardHeader>
    <CardContent className="grid gap-2 text-sm">
      <p>
        <code className="font-mono">npm run -s admin -- restore FILE</code> puts a backup into an empty folder, while
        the studio is stopped.
      </p>
      <p>
        <code className="font-mono">npm run -s admin -- move-storage --to s3</code> (or <code>disk</code>) copies all
        files between the disk and the bucket. The studio may run; it can take hours, so it runs beside it.
      </p>
      <p>
        <code className="font-mono">npm run -s admin -- adopt-secrets</code> goes on with secrets that were changed on
        purpose, once every process is stopped.
      </p>
    </CardContent>
  </Card>
);
