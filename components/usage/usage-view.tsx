"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChartColumn, Download } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadState } from "@/components/ui/load-state";
import { Skeleton } from "@/components/ui/loading";
import { PageHeader } from "@/components/ui/page-header";
import { fetchJson } from "@/lib/client/api-client";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { queryKeys } from "@/lib/client/query-client";
import type { Usage } from "@/lib/contract/v1/usage";
import { usageSchema } from "@/lib/contract/v1/usage";
import { stackDays } from "./stack-days";
import { UsageChart } from "./usage-chart";
import { UsageFilterBar } from "./usage-filter-bar";
import {
  readUsageFilters,
  type UsageFilters,
  type UsageStack,
  writeUsageFilters,
  writeUsageQuery,
} from "./usage-filters-in-address";
import { UsageTable } from "./usage-table";

/**
 * The server's page does not depend on the choice, so only the URL in the browser changes. The URL is read each time, since a
 * second choice may come before the first one was rendered.
 */
function choose(change: Partial<UsageFilters>): void {
  const chosen = { ...readUsageFilters(new URLSearchParams(window.location.search)), ...change };
  window.history.replaceState(null, "", `/console/usage${writeUsageFilters(chosen)}`);
}

/** What the photos of the last days cost. `today` is the date in UTC, by the server's clock. */
export function UsageView({ today }: { today: string }) {
  const filters = readUsageFilters(new URLSearchParams(useSearchParams()));
  const query = writeUsageQuery(filters, today);
  const usage = useUsage(query);
  // The data still shown while the next choice loads keeps its own grouping.
  const by = usage.data?.by.includes("key") ? "key" : "model";
  const download = (
    <Button asChild variant="outline">
      <a href={`/api/console/usage.csv${query}`} download>
        <Download aria-hidden />
        CSV
      </a>
    </Button>
  );
  return (
    <>
      <PageHeader title="Usage" actions={download}>
        What your photos cost, by the day they finished. Totals match the ledger.
      </PageHeader>
      <div className="grid gap-4" aria-busy={usage.isPlaceholderData}>
        <UsageFilterBar filters={filters} onChange={choose} />
        {usage.data ? <Days usage={usage.data} by={by} /> : null}
        <LoadState
          query={usage}
          subject="the usage"
          onRetry={retryOrSignIn}
          className="grid gap-4 rounded-xl border bg-card p-6"
        >
          <Skeleton className="h-60" />
          <Skeleton className="h-4 w-48" />
        </LoadState>
      </div>
    </>
  );
}

function Days({ usage, by }: { usage: Usage; by: UsageStack }) {
  if (usage.totals.jobs === 0) {
    const open = (
      <Button asChild>
        <Link href="/workbench">Open the workbench</Link>
      </Button>
    );
    return (
      <EmptyState icon={ChartColumn} title="No photos in this period" action={open}>
        Drop a photo in the workbench, or send one through the API. Its credits show up here.
      </EmptyState>
    );
  }
  return (
    <Card>
      <CardContent className="grid gap-8">
        <UsageChart {...stackDays(usage, by)} />
        <UsageTable usage={usage} by={by} />
      </CardContent>
    </Card>
  );
}

/** `query` comes from writeUsageQuery. The current data stays visible while the next loads. */
function useUsage(query: string) {
  return useQuery({
    queryKey: [...queryKeys.usage, query],
    queryFn: ({ signal }) => fetchJson(`/api/console/usage${query}`, usageSchema, { signal }),
    placeholderData: keepPreviousData,
  });
}
