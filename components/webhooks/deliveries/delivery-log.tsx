import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { LoadState, SkeletonRows } from "@/components/ui/load-state";
import { Pager } from "@/components/ui/navigation/pager";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { webhookLogDays } from "@/lib/contract/webhooks";
import { DeliveryDialog } from "./delivery-dialog";
import { DeliveryTable } from "./delivery-table";
import { useDeliveries } from "./use-deliveries";

/** What was sent to an endpoint, newest first. The URL holds the page. */
export function DeliveryLog({ endpointId, paused }: { endpointId: string; paused: boolean }) {
  const cursor = useSearchParams().get("cursor");
  const log = useDeliveries(endpointId, cursor);
  const page = `/console/webhooks/${endpointId}`;
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Deliveries</CardTitle>
        <CardDescription>
          Every event sent here in the last {webhookLogDays} days. Each is delivered at least once, in no guaranteed
          order.
        </CardDescription>
      </CardHeader>
      <CardContent aria-busy={log.isPlaceholderData} className="grid gap-4">
        {log.data?.deliveries.length ? (
          <DeliveryTable deliveries={log.data.deliveries} paused={paused} onOpen={setOpenId} />
        ) : null}
        {log.data?.deliveries.length === 0 ? (
          <p className="text-muted-foreground text-sm">Nothing sent yet. Send a test event to check that it arrives.</p>
        ) : null}
        <LoadState query={log} subject="the log" onRetry={retryOrSignIn}>
          <SkeletonRows count={3} className="h-11" />
        </LoadState>
        <Pager
          label="Pages of deliveries"
          newest={cursor ? page : null}
          older={log.data?.nextCursor ? `${page}?cursor=${encodeURIComponent(log.data.nextCursor)}` : null}
          scroll={false}
        />
      </CardContent>
      {openId ? (
        <DeliveryDialog endpointId={endpointId} id={openId} paused={paused} onClose={() => setOpenId(null)} />
      ) : null}
    </Card>
  );
}
