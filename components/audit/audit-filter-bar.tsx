import { useId, useState } from "react";
import { Input } from "@/components/ui/forms/input";
import { ChoiceSelect } from "@/components/ui/forms/select";
import { auditActors } from "@/lib/contract/accounts/audit";
import { actionOptions } from "./action-options";
import type { AuditFilters } from "./audit-filters-in-address";
import { actorWords } from "./audit-words";

type Props = { filters: AuditFilters; onChange: (changed: AuditFilters) => void };

const actors: { value: AuditFilters["actor"]; label: string }[] = [
  { value: undefined, label: "By anybody" },
  ...auditActors.map((value) => ({ value, label: actorWords[value] })),
];

/** Account, action, who did it, and days. */
export function AuditFilterBar({ filters, onChange }: Props) {
  return (
    <search aria-label="Filters of the audit log" className="flex flex-wrap items-center gap-2">
      <AccountField key={filters.account} value={filters.account} onChange={(account) => onChange({ account })} />
      <ChoiceSelect
        aria-label="What was done"
        value={filters.action}
        options={actionOptions}
        onChange={(action) => onChange({ action })}
        className="min-w-44 max-sm:flex-1"
      />
      <ChoiceSelect
        aria-label="Who did it"
        value={filters.actor}
        options={actors}
        onChange={(actor) => onChange({ actor })}
        className="min-w-40 max-sm:flex-1"
      />
      <DayField label="From" value={filters.from} max={filters.to} onChange={(from) => onChange({ from })} />
      <DayField label="To" value={filters.to} min={filters.from} onChange={(to) => onChange({ to })} />
    </search>
  );
}

/** Applied on Enter and on leaving it, so that not every letter is a request. */
function AccountField({ value, onChange }: { value?: string; onChange: (account?: string) => void }) {
  const [text, setText] = useState(value ?? "");
  const apply = () => text.trim() !== (value ?? "") && onChange(text.trim() || undefined);
  return (
    <Input
      type="search"
      aria-label="Account"
      placeholder="Email or account id"
      maxLength={320}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={apply}
      onKeyDown={(event) => event.key === "Enter" && apply()}
      className="w-full sm:w-60"
    />
  );
}

type DayProps = { label: string; value?: string; min?: string; max?: string; onChange: (day?: string) => void };

function DayField({ label, value, onChange, ...limits }: DayProps) {
  const id = useId();
  return (
    <span className="flex items-center gap-2 max-sm:flex-1">
      <label htmlFor={id} className="text-muted-foreground text-sm">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || undefined)}
        className="min-w-36 sm:w-40"
        {...limits}
      />
    </span>
  );
}
