import {
  type AuditAction,
  type AuditActor,
  type AuditEntryAnswer,
  auditActionSchema,
  auditActions,
} from "@/lib/contract/accounts/audit";

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

type Option = { value: AuditAction | undefined; label: string };

/** Every action to choose from, by its words; undefined is the choice of everything. */
export const actionOptions: readonly Option[] = [
  { value: undefined, label: "Everything" },
  ...auditActionSchema.options
    .map((value) => ({ value, label: auditActions[value] }))
    .toSorted((one, other) => one.label.localeCompare(other.label)),
];
