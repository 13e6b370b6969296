import type { LedgerKind } from "@/lib/contract/billing";

/** How a kind of movement is called in the table and its filter. */
export const ledgerWords: Record<LedgerKind, string> = {
  grant: "Granted",
  purchase: "Bought",
  adjustment: "Adjusted",
  hold: "Held for a photo",
  capture: "Photo charged",
  release: "Hold released, not charged",
  refund: "Refunded",
  freeze: "Frozen during a dispute",
  thaw: "Dispute settled",
  expiry: "Expired",
};
