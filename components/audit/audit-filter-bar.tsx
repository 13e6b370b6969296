import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { FilterActions, FilterField, FilterGrid } from "@/components/ui/forms/filter-grid";
import { Input } from "@/components/ui/forms/input";
import { ChoiceSelect } from "@/components/ui/forms/select";
import { auditActors } from "@/lib/contract/accounts/audit";
import type { AuditFilters } from "./audit-filters-in-address";
import { actionOptions, actorWords } from "./audit-words";

type Props = {
  filters: AuditFilters;
  onChange: (changed: AuditFilters) => void;
  /** Takes all of them back; left out where nothing is narrowed. */
  onClear?: () => void;
};

const actors: { value: AuditFilters["actor"]; label: string }[] = [
  { value: undefined, label: "Anybody" },
  ...auditActors.map((value) => ({ value, label: actorWords[value] })),
];

/** Account, action, who did it, and days. */
export function AuditFilterBar({ filters, onChange, onClear }: Props) {
  const [action, actor] = [useId(), useId()];
  return (
    <FilterGrid label="Filters of the audit log">
      <AccountField key={filters.account} value={filters.account} onChange={(account) => onChange({ account })} />
      <FilterField id={action} label="What was done">
        <ChoiceSelect
          id={action}
          value={filters.action}
          options={actionOptions}
          onChange={(chosen) => onChange({ action: chosen })}
          className="w-full"
        />
      </FilterField>
      <FilterField id={actor} label="Who did it">
        <ChoiceSelect
          id={actor}
          value={filters.actor}
          options={actors}
          onChange={(chosen) => onChange({ actor: chosen })}
          className="w-full"
        />
      </FilterField>
      <DayField label="From" value={filters.from} max={filters.to} onChange={(from) => onChange({ from })} />
      <DayField label="To" value={filters.to} min={filters.from} onChange={(to) => onChange({ to })} />
      {onClear ? (
        <FilterActions>
          <Button variant="ghost" onClick={onClear}>
            Clear
          </Button>
        </FilterActions>
      ) : null}
    </FilterGrid>
  );
}

/** Applied on Enter and on leaving it, so that not every letter is a request. */
function AccountField({ value, onChange }: { value?: string; onChange: (account?: string) => void }) {
  const id = useId();
  const [text, setText] = useState(value ?? "");
  const apply = () => text.trim() !== (value ?? "") && onChange(text.trim() || undefined);
  return (
    <FilterField id={id} label="Account (email or ID)" wide="desk">
      <Input
        id={id}
        type="search"
        maxLength={320}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={apply}
        onKeyDown={(event) => event.key === "Enter" && apply()}
      />
    </FilterField>
  );
}

type DayProps = { label: string; value?: string; min?: string; max?: string; onChange: (day?: string) => void };

function DayField({ label, value, onChange, ...limits }: DayProps) {
  const id = useId();
  return (
    <FilterField id={id} label={label}>
      <Input
        id={id}
        type="date"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || undefined)}
        {...limits}
      />
    </FilterField>
  );
}
