import type { LedgerKind } from "@/lib/contract/billing";

/** A movement's kind in words, for the table and its filter. */
export const ledgerWords: Record<LedgerKind, string> = {
  grant: "Given",
  purchase: "Bought",
  adjustment: "Adjusted",
  hold: "Set aside for a photo",
  capture: "Photo charged",
  release: "Given back, not charged",
  refund: "Refunded",
  freeze: "Frozen for a dispute",
  thaw: "Dispute settled",
  expiry: "Expired",
};
