import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/forms/select";
import { jobStatuses } from "@/lib/contract/answers";
import type { JobFilters } from "./job-filters-in-address";
import { jobStatusText } from "./job-status";

type Props = { filters: JobFilters; onChange: (filters: JobFilters) => void };

const sources = [
  { value: "workbench", label: "Workbench" },
  { value: "api", label: "API" },
];
const statuses = jobStatuses.map((value) => ({ value, label: jobStatusText(value) }));

/** Filters the list. A new choice starts at the newest job again, since a cursor belongs to the list it came from. */
export function JobFilterBar({ filters, onChange }: Props) {
  const set = (change: Partial<JobFilters>) => onChange({ ...filters, ...change, cursor: undefined });
  return (
    <search aria-label="Filter jobs" className="flex flex-wrap items-center gap-2">
      <Choice
        label="Source"
        all="Any source"
        value={filters.source}
        options={sources}
        onChange={(value) => set({ source: value as JobFilters["source"] })}
      />
      <Choice
        label="Status"
        all="Any status"
        value={filters.status}
        options={statuses}
        onChange={(value) => set({ status: value as JobFilters["status"] })}
      />
      {filters.source || filters.status ? (
        <Button variant="ghost" onClick={() => onChange({})}>
          Clear
        </Button>
      ) : null}
    </search>
  );
}

type ChoiceProps = {
  label: string;
  all: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
};

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value || undefined)}
      className="min-w-36 max-sm:flex-1"
    >
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
