import { type AuditAction, auditActionSchema, auditActions } from "@/lib/contract/accounts/audit";

type Option = { value: AuditAction | undefined; label: string };

/** Every action to choose from, by its words; undefined is the choice of everything. */
export const actionOptions: readonly Option[] = [
  { value: undefined, label: "Everything" },
  ...auditActionSchema.options
    .map((value) => ({ value, label: auditActions[value] }))
    .toSorted((one, other) => one.label.localeCompare(other.label)),
];
