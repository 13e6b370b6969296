"use client";

import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { retryOrSignIn } from "@/lib/client/retry-or-sign-in";
import { webhookLogDays } from "@/lib/contract/webhooks";
import { DeliveryDialog } from "./delivery-dialog";
import { DeliveryTable } from "./delivery-table";
import { useDeliveries } from "./use-deliveries";

/** What was sent to an endpoint, newest first. The page shown is in the address. */
export function DeliveryLog({ endpointId, paused }: { endpointId: string; paused: boolean }) {
  const cursor = useSearchParams().get("cursor");
  const log = useDeliveries(endpointId, cursor);
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Deliveries</CardTitle>
        <CardDescription>
          Every event sent here in the last {webhookLogDays} days. Each arrives at least once, in no promised order.
        </CardDescription>
      </CardHeader>
      <CardContent aria-busy={log.isPlaceholderData} className="grid gap-4">
        {log.data?.deliveries.length ? (
          <DeliveryTable deliveries={log.data.deliveries} paused={paused} onOpen={setOpenId} />
        ) : null}
        {log.data?.deliveries.length === 0 ? (
          <p className="text-muted-foreground text-sm">Nothing sent yet. A test event shows whether it arrives.</p>
        ) : null}
        {log.isPending ? <Loading /> : null}
        {log.isError && !log.data ? (
          <ErrorState
            title="The log could not be loaded"
            detail={log.error.message}
            onRetry={() => retryOrSignIn(log.error, log.refetch)}
            retrying={log.isFetching}
          />
        ) : null}
        <Pager endpointId={endpointId} cursor={cursor} nextCursor={log.data?.nextCursor ?? null} />
      </CardContent>
      {openId ? (
        <DeliveryDialog endpointId={endpointId} id={openId} paused={paused} onClose={() => setOpenId(null)} />
      ) : null}
    </Card>
  );
}

type PagerProps = { endpointId: string; cursor: string | null; nextCursor: string | null };

function Pager({ endpointId, cursor, nextCursor }: PagerProps) {
  if (!cursor && !nextCursor) return null;
  const newest = `/console/webhooks/${endpointId}`;
  return (
    <nav aria-label="Pages of deliveries" className="flex justify-between gap-3">
      {cursor ? (
        <Button asChild variant="outline">
          <Link href={newest} scroll={false}>
            <ArrowLeft aria-hidden />
            Newest
          </Link>
        </Button>
      ) : (
        <span />
      )}
      {nextCursor ? (
        <Button asChild variant="outline">
          <Link href={`${newest}?cursor=${encodeURIComponent(nextCursor)}`} scroll={false}>
            Older
            <ArrowRight aria-hidden />
          </Link>
        </Button>
      ) : null}
    </nav>
  );
}

function Loading() {
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">Loading the log</span>
      {["a", "b", "c"].map((row) => (
        <Skeleton key={row} className="h-11" />
      ))}
    </div>
  );
}
