import type { MovementAnswer } from "@/lib/contract/answers";
import { formatCredits } from "@/lib/format/format-numbers";

export type StatementLine = {
  id: string;
  title: string;
  /** Empty when the title says it all. */
  note: string;
  /** Change of the credits that can be spent. */
  credits: number;
  jobId: string | null;
  /** Of the latest movement of this line, RFC 3339. */
  at: string;
};

/**
 * The ledger as a list for people: a job's hold and its capture or release are one line, not two.
 * @param movements newest first, as the API gives them
 */
export function summarizeMovements(movements: MovementAnswer[]): StatementLine[] {
  const seen = new Set<string>();
  const lines: StatementLine[] = [];
  for (const movement of movements) {
    if (!movement.jobId) {
      lines.push(describeOwn(movement));
    } else if (!seen.has(movement.jobId)) {
      seen.add(movement.jobId);
      const line = describeJob(
        movement,
        movements.filter(({ jobId }) => jobId === movement.jobId),
      );
      if (line) lines.push(line);
    }
  }
  return lines;
}

/** Titles of movements that belong to no photo. */
const ownTitles: Partial<Record<string, string>> = {
  grant: "Credits added",
  purchase: "Credits bought",
  refund: "Payment refunded",
  freeze: "Credits frozen",
  thaw: "Dispute settled",
  expiry: "Credits expired",
};

function describeOwn({ id, kind, credits, reason, createdAt }: MovementAnswer): StatementLine {
  const title = ownTitles[kind] ?? "Credits adjusted";
  return { id, title, note: sentence(reason), credits, jobId: null, at: createdAt };
}

function describeJob(latest: MovementAnswer, all: MovementAnswer[]): StatementLine | null {
  // The list is cut off somewhere. Without its hold a job would be shown with the wrong price.
  if (!all.some((movement) => movement.kind === "hold")) return null;
  const credits = all.reduce((sum, movement) => sum + movement.credits, 0);
  const line = { id: latest.id, credits, jobId: latest.jobId, at: latest.createdAt };
  if (latest.kind === "capture") {
    const back = `An add-on changed nothing: ${formatCredits(latest.credits)} returned`;
    return { ...line, title: "Photo colorized", note: latest.credits > 0 ? back : "" };
  }
  if (latest.kind === "release") return { ...line, title: "Not charged", note: "The hold was released" };
  return { ...line, title: "Photo in progress", note: "On hold until it is done" };
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
