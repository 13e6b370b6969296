import type { ApiKeyAnswer } from "../contract/accounts/api-keys";
import type { LedgerKind, PurchaseStatus } from "../contract/billing";
import { ledgerWords } from "./describe-ledger-row";

// How the states that rows have read on every page, so that none shows the code's name of it.

export const keyWords: Record<ApiKeyAnswer["status"], string> = {
  active: "Active",
  disabled: "Disabled",
  expired: "Expired",
  revoked: "Revoked",
};

export const purchaseWords: Record<PurchaseStatus, string> = {
  open: "Not paid yet",
  processing: "Processing",
  paid: "Paid",
  failed: "Failed",
  expired: "Expired",
  canceled: "Canceled",
  refunded: "Refunded",
  partly_refunded: "Partly refunded",
  disputed: "Disputed",
};

export const deliveryWords = { pending: "Waiting", delivered: "Delivered", failed: "Failed" } as const;

export const movementWords: Record<LedgerKind, string> = {
  ...ledgerWords,
  hold: "Set aside for a photo",
  capture: "Charged for a photo",
  release: "Given back",
};

type Movement = { kind: LedgerKind; reason: string };

/** What happened to credits, and its kind or reason in smaller words: "Welcome credits", "Granted". */
export function describeMovement({ kind, reason }: Movement): { title: string; note: string | null } {
  const words = movementWords[kind];
  const sentence = reason.charAt(0).toUpperCase() + reason.slice(1);
  if (kind === "hold" || kind === "capture") return { title: words, note: null };
  if (kind === "release") return { title: words, note: sentence || null };
  return sentence === "" || sentence === words ? { title: words, note: null } : { title: sentence, note: words };
}
