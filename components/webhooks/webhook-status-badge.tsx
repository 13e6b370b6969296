import { Badge } from "@/components/ui/badge";
import type { WebhookEndpointAnswer } from "@/lib/contract/webhooks";

type State = Pick<WebhookEndpointAnswer, "disabledReason" | "failingSince">;

export function WebhookStatusBadge({ disabledReason, failingSince }: State) {
  if (disabledReason === "owner") return <Badge variant="outline">Off</Badge>;
  if (disabledReason) return <Badge variant="destructive">Switched off</Badge>;
  return failingSince ? <Badge variant="destructive">Failing</Badge> : <Badge variant="success">On</Badge>;
}
