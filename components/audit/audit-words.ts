import type { AuditActor, AuditEntryAnswer } from "@/lib/contract/accounts/audit";

export const actorWords: Record<AuditActor, string> = {
  owner: "The owner",
  api_key: "An API key",
  operator: "An operator",
  command_line: "The command line",
  studio: "The studio",
};

/** Who did it: "An API key" with its id, since an account has many. */
export const describeActor = ({ actor, actorId }: Pick<AuditEntryAnswer, "actor" | "actorId">): string =>
  actor === "api_key" && actorId ? `API key ${actorId}` : actorWords[actor];

/** The facts of an entry in one line: "credits: 50, reason: goodwill". */
export const describeDetails = (details: AuditEntryAnswer["details"]): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(", ");
