import { Button } from "@/components/ui/button";
import { ChoiceSelect } from "@/components/ui/forms/select";
import { jobStatuses } from "@/lib/contract/answers";
import type { JobFilters } from "./job-filters-in-address";
import { jobStatusText } from "./job-status";

type Props = { filters: JobFilters; onChange: (filters: JobFilters) => void };

const sources: { value: JobFilters["source"]; label: string }[] = [
  { value: undefined, label: "Any source" },
  { value: "workbench", label: "Workbench" },
  { value: "api", label: "API" },
];
const statuses: { value: JobFilters["status"]; label: string }[] = [
  { value: undefined, label: "Any status" },
  ...jobStatuses.map((value) => ({ value, label: jobStatusText(value) })),
];
const width = "min-w-36 max-sm:flex-1";

/** Filters the list. A new choice starts at the newest job again, since a cursor belongs to the list it came from. */
export function JobFilterBar({ filters, onChange }: Props) {
  const { source, status } = filters;
  return (
    <search aria-label="Filter jobs" className="flex flex-wrap items-center gap-2">
      <ChoiceSelect
        aria-label="Source"
        value={source}
        options={sources}
        onChange={(next) => onChange({ status, source: next })}
        className={width}
      />
      <ChoiceSelect
        aria-label="Status"
        value={status}
        options={statuses}
        onChange={(next) => onChange({ source, status: next })}
        className={width}
      />
      {source || status ? (
        <Button variant="ghost" onClick={() => onChange({})}>
          Clear
        </Button>
      ) : null}
    </search>
  );
}
