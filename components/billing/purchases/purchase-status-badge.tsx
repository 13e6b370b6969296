import { Badge } from "@/components/ui/badge";
import type { PurchaseStatus } from "@/lib/contract/billing";
import { purchaseWords } from "@/lib/format/state-words";

const looks = {
  open: "outline",
  processing: "neutral",
  paid: "success",
  failed: "destructive",
  expired: "outline",
  canceled: "outline",
  refunded: "neutral",
  partly_refunded: "neutral",
  disputed: "destructive",
} as const satisfies Record<PurchaseStatus, unknown>;

export function PurchaseStatusBadge({ status }: { status: PurchaseStatus }) {
  return <Badge variant={looks[status]}>{purchaseWords[status]}</Badge>;
}
