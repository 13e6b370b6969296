import { ChoiceSelect } from "@/components/ui/forms/select";
import { type UsageFilters, usageRanges } from "./usage-filters-in-address";

type Props = { filters: UsageFilters; onChange: (change: Partial<UsageFilters>) => void };

const ranges = usageRanges.map((value) => ({ value, label: `Last ${value} days` }));
const groupings = [
  { value: "model", label: "By model" },
  { value: "key", label: "By key" },
] as const;
const width = "min-w-36 max-sm:flex-1";

export function UsageFilterBar({ filters, onChange }: Props) {
  return (
    <search aria-label="Usage filters" className="flex flex-wrap items-center gap-2">
      <ChoiceSelect
        aria-label="Period"
        value={filters.days}
        options={ranges}
        onChange={(days) => onChange({ days })}
        className={width}
      />
      <ChoiceSelect
        aria-label="Grouping"
        value={filters.by}
        options={groupings}
        onChange={(by) => onChange({ by })}
        className={width}
      />
    </search>
  );
}
