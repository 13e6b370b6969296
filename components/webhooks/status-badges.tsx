import { Badge } from "@/components/ui/badge";
import type { WebhookDeliveryAnswer, WebhookEndpointAnswer } from "@/lib/contract/webhooks";

type State = Pick<WebhookEndpointAnswer, "disabledReason" | "failingSince">;

export function WebhookStatusBadge({ disabledReason, failingSince }: State) {
  if (disabledReason === "owner") return <Badge variant="outline">Off</Badge>;
  if (disabledReason) return <Badge variant="destructive">Switched off</Badge>;
  return failingSince ? <Badge variant="destructive">Failing</Badge> : <Badge variant="success">On</Badge>;
}

type Props = Pick<WebhookDeliveryAnswer, "status" | "attempts"> & {
  /** Its endpoint is off, so nothing is sent. */
  paused: boolean;
};

/** What is not sent yet: "Waiting" before the first attempt, "Trying again" between attempts. */
export function DeliveryStatusBadge({ status, attempts, paused }: Props) {
  if (status === "delivered") return <Badge variant="success">Delivered</Badge>;
  if (status === "failed") return <Badge variant="destructive">Failed</Badge>;
  if (paused) return <Badge variant="outline">Paused</Badge>;
  return <Badge variant="neutral">{attempts > 0 ? "Trying again" : "Waiting"}</Badge>;
}
