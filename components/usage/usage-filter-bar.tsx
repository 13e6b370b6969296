import { Select } from "@/components/ui/forms/select";
import { type UsageFilters, type UsageStack, usageRanges, usageStacks } from "./usage-filters-in-address";

type Props = { filters: UsageFilters; onChange: (change: Partial<UsageFilters>) => void };

const stackWords: Record<UsageStack, string> = { model: "By model", key: "By key" };

export function UsageFilterBar({ filters, onChange }: Props) {
  return (
    <search aria-label="Choose period and grouping" className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Period"
        value={filters.days}
        onChange={({ target }) => onChange({ days: Number(target.value) as UsageFilters["days"] })}
        className="min-w-36 max-sm:flex-1"
      >
        {usageRanges.map((days) => (
          <option key={days} value={days}>
            Last {days} days
          </option>
        ))}
      </Select>
      <Select
        aria-label="Grouping"
        value={filters.by}
        onChange={({ target }) => onChange({ by: target.value as UsageStack })}
        className="min-w-36 max-sm:flex-1"
      >
        {usageStacks.map((by) => (
          <option key={by} value={by}>
            {stackWords[by]}
          </option>
        ))}
      </Select>
    </search>
  );
}
