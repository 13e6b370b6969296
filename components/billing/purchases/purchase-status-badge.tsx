import { Badge } from "@/components/ui/badge";
import type { PurchaseStatus } from "@/lib/contract/billing";

const styles = {
  open: { variant: "outline", text: "Not paid yet" },
  processing: { variant: "neutral", text: "Processing" },
  paid: { variant: "success", text: "Paid" },
  failed: { variant: "destructive", text: "Failed" },
  expired: { variant: "outline", text: "Expired" },
  canceled: { variant: "outline", text: "Canceled" },
  refunded: { variant: "neutral", text: "Refunded" },
  partly_refunded: { variant: "neutral", text: "Partly refunded" },
  disputed: { variant: "destructive", text: "Disputed" },
} as const satisfies Record<PurchaseStatus, unknown>;

export function PurchaseStatusBadge({ status }: { status: PurchaseStatus }) {
  return <Badge variant={styles[status].variant}>{styles[status].text}</Badge>;
}
