import type { LedgerPhoto, LedgerRow, LedgerRowKind } from "../contract/billing";
import { formatCredits } from "./format-numbers";

/** How a kind of row is called in the table and its filter. */
export const ledgerWords: Record<LedgerRowKind, string> = {
  photo: "Photos",
  grant: "Granted",
  purchase: "Bought",
  adjustment: "Adjusted",
  refund: "Refunded",
  freeze: "Frozen during a dispute",
  thaw: "Dispute settled",
  expiry: "Expired",
};

/** What a row is about, and what there is to say about it. */
export function describeLedgerRow({ kind, reason, photo }: LedgerRow): { title: string; note: string } {
  if (!photo) return { title: ledgerWords[kind], note: reason.charAt(0).toUpperCase() + reason.slice(1) };
  return { title: photo.jobId === null ? "Deleted photo" : (photo.name ?? "Photo"), note: describeState(photo) };
}

function describeState({ state, returned }: LedgerPhoto): string {
  if (state === "in_progress") return "In progress: set aside until it is done";
  if (state === "not_charged") return "Not charged";
  if (returned > 0) return `Charged; an add-on changed nothing, so ${formatCredits(returned)} came back`;
  return "Charged";
}
