import { Badge } from "@/components/ui/badge";
import type { WebhookDeliveryAnswer } from "@/lib/contract/webhooks";

/** "Waiting" before the first attempt, "Trying again" between attempts. */
export function DeliveryStatusBadge({ status, attempts }: Pick<WebhookDeliveryAnswer, "status" | "attempts">) {
  if (status === "delivered") return <Badge variant="success">Delivered</Badge>;
  if (status === "failed") return <Badge variant="destructive">Failed</Badge>;
  return <Badge variant="neutral">{attempts > 0 ? "Trying again" : "Waiting"}</Badge>;
}
