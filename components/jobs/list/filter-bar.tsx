import { Search, SlidersHorizontal } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/forms/input";
import { ChoiceSelect } from "@/components/ui/forms/select";
import type { AttemptState, JobSort } from "@/lib/contract/job-search";
import { isNarrowed, type JobFilters } from "../job-filters-in-address";
import { jobStatusText } from "../job-status";

type Props = {
  /** What is filtered, for screen readers. */
  label: string;
  filters: JobFilters;
  states: readonly AttemptState[];
  sorts: readonly JobSort[];
  onChange: (filters: JobFilters) => void;
  children?: ReactNode;
};

const sources: { value: JobFilters["source"]; label: string }[] = [
  { value: undefined, label: "Any source" },
  { value: "workbench", label: "Workbench" },
  { value: "api", label: "API" },
];
const models: { value: JobFilters["model"]; label: string }[] = [
  { value: undefined, label: "Any model" },
  { value: "large", label: "Large" },
  { value: "tiny", label: "Tiny" },
];
const sortLabels: Record<JobSort, string> = { newest: "Newest first", oldest: "Oldest first", name: "By name" };
const width = "min-w-32 max-sm:flex-1";
const typingMs = 300;

/** Narrows and sorts a list. Every choice starts at the list's beginning, since a cursor belongs to the list it came from. */
export function FilterBar({ label, filters, states, sorts, onChange, children }: Props) {
  const change = (part: Partial<JobFilters>) => onChange({ ...filters, cursor: undefined, ...part });
  const statuses = [undefined, ...states].map((value) => ({
    value,
    label: value ? jobStatusText(value) : "Any status",
  }));
  const orders = sorts.map((value) => ({ value, label: sortLabels[value] }));
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <search aria-label={label} className="flex flex-wrap items-end gap-2">
      <SearchField value={filters.search ?? ""} onChange={(search) => change({ search: search || undefined })} />
      <Button
        variant="outline"
        className="flex-1 sm:hidden"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <SlidersHorizontal aria-hidden />
        Filters
      </Button>
      {/* A phone has no room for all of them above the list. */}
      <div id={id} className={cn("contents", !isOpen && "max-sm:hidden")}>
        <ChoiceSelect
          aria-label="Source"
          value={filters.source}
          options={sources}
          onChange={(source) => change({ source })}
          className={width}
        />
        <ChoiceSelect
          aria-label="Status"
          value={filters.status}
          options={statuses}
          onChange={(status) => change({ status })}
          className={width}
        />
        <ChoiceSelect
          aria-label="Model"
          value={filters.model}
          options={models}
          onChange={(model) => change({ model })}
          className={width}
        />
        <ChoiceSelect
          aria-label="Sort"
          value={filters.sort ?? "newest"}
          options={orders}
          onChange={(sort) => change({ sort: sort === "newest" ? undefined : sort })}
          className={width}
        />
        <DayField label="From" value={filters.from} max={filters.to} onChange={(from) => change({ from })} />
        <DayField label="To" value={filters.to} min={filters.from} onChange={(to) => change({ to })} />
      </div>
      {isNarrowed(filters) ? (
        <Button variant="ghost" onClick={() => onChange({ sort: filters.sort })}>
          Clear
        </Button>
      ) : null}
      {children}
    </search>
  );
}

/** Searches when the typing pauses, and at once on Enter. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  const applied = useRef(value);
  const apply = (next: string) => {
    applied.current = next.trim();
    onChange(applied.current);
  };
  // The address changed by another way, such as Back or Clear.
  useEffect(() => {
    if (value === applied.current) return;
    applied.current = value;
    setText(value);
  }, [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the pause anew
  useEffect(() => {
    if (text.trim() === applied.current) return;
    const timer = setTimeout(() => apply(text), typingMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <span className="relative min-w-56 flex-1 max-sm:basis-full">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label="Search by name"
        placeholder="Search by name"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && apply(text)}
        className="pl-9"
      />
    </span>
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
